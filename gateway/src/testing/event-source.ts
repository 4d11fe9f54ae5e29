/** An event of a stream (HTML, section 9.2.6). */
export interface StreamedEvent {
  readonly event: string;
  readonly id: string | null;
  readonly data: string;
}

/** What comes of a request for events, as it comes. */
export interface OpenedEvents {
  readonly status: number;
  readonly headers: Headers;
  /** The next event. @throws Error when the connection has ended. */
  next(): Promise<StreamedEvent>;
  /** The result in the next event. */
  // biome-ignore lint/suspicious/noExplicitAny: a result is of any form.
  result(): Promise<any>;
  /** What was told besides events: the id before the first, and the retry time. */
  readonly told: { lastId: string; retry: number | null; comments: number };
  /** The rest of the events, once the connection has ended. */
  rest(): Promise<readonly StreamedEvent[]>;
  close(): void;
}

/** Asks a gateway's graph for events. */
export async function openEvents(
  url: string,
  body: { readonly query?: string; readonly documentId?: string; readonly variables?: object },
  headers: Record<string, string> = {},
): Promise<OpenedEvents> {
  const ending = new AbortController();
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { accept: 'text/event-stream', 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
    signal: ending.signal,
  });
  const waiting: StreamedEvent[] = [];
  let wake: () => void = () => undefined;
  let isOver = false;
  const told = { lastId: '', retry: null as number | null, comments: 0 };
  const read = (frame: string): void => {
    const lines = frame.split('\n').map((line) => /^(\w*): ?(.*)$/.exec(line) ?? []);
    const fieldOf = (field: string): string | null => lines.find(([, name]) => name === field)?.[2] ?? null;
    const [event, id, data] = [fieldOf('event') ?? 'message', fieldOf('id'), fieldOf('data')];
    told.lastId = id ?? told.lastId;
    told.retry = Number(fieldOf('retry') ?? told.retry);
    if (fieldOf('') !== null) told.comments += 1;
    if (data !== null) waiting.push({ event, id, data });
  };
  void (async () => {
    const decoder = new TextDecoder();
    let text = '';
    try {
      for await (const chunk of response.body ?? []) {
        const frames = (text + decoder.decode(chunk, { stream: true })).split('\n\n');
        text = frames.pop() ?? '';
        for (const frame of frames) read(frame);
        wake();
      }
    } catch {
      // The connection has ended from this side.
    }
    isOver = true;
    wake();
  })();
  const news = (): Promise<void> =>
    new Promise((resolve) => {
      wake = resolve;
    });
  const next = async (): Promise<StreamedEvent> => {
    for (;;) {
      const event = waiting.shift();
      if (event !== undefined) return event;
      if (isOver) throw new Error('the connection has ended');
      await news();
    }
  };
  return {
    status: response.status,
    headers: response.headers,
    told,
    next,
    result: async () => JSON.parse((await next()).data),
    rest: async () => {
      while (!isOver) await news();
      return waiting;
    },
    close: () => ending.abort(),
  };
}
