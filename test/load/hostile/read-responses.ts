/** An answer over HTTP/1.1. */
export interface HttpResponse {
  readonly status: number;
  /** By lower-case name; of a repeated one the last. */
  readonly headers: ReadonlyMap<string, string>;
  readonly head: string;
  readonly body: string;
}

/** The answers in what came over a connection, and what is left after the last whole one. */
export interface ReadResponses {
  readonly responses: readonly HttpResponse[];
  readonly rest: Buffer;
}

const END_OF_HEAD = '\r\n\r\n';

/**
 * Reads whole answers (RFC 9112, section 6.3), those before the last word (1xx) left out. Bodies have a length: an answer without
 * one is taken to be empty, and what follows it is left over.
 */
export function readResponses(bytes: Buffer, isHead: boolean): ReadResponses {
  const responses: HttpResponse[] = [];
  let rest = bytes;
  for (;;) {
    const end = rest.indexOf(END_OF_HEAD);
    if (end < 0) return { responses, rest };
    const head = rest.toString('latin1', 0, end);
    const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? Number.NaN);
    const headers = headersOf(head);
    const length = isHead || status < 200 || status === 204 ? 0 : Number(headers.get('content-length') ?? 0);
    const start = end + END_OF_HEAD.length;
    if (Number.isNaN(status) || rest.length < start + length) return { responses, rest };
    if (status >= 200) responses.push({ status, headers, head, body: rest.toString('utf8', start, start + length) });
    rest = rest.subarray(start + length);
  }
}

function headersOf(head: string): ReadonlyMap<string, string> {
  return new Map(
    head
      .split('\r\n')
      .slice(1)
      .map((line): [string, string] => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
      }),
  );
}
