/** What stands between two empty lines of an event stream; null is what it does not say. */
export interface EventBlock {
  readonly event: string;
  /** Empty where there is a line for it with nothing on it. */
  readonly data: string | null;
  readonly id: string | null;
  readonly retryMs: number | null;
}

/** A carriage return at the very end may be the first half of a line's end, and waits for what comes. */
const LINE_END = /\r\n|\n|\r(?!$)/;
const FIELD = /^([^:]+)(?:: ?(.*))?$/s;
/** What an event is called that has no name (HTML, section 9.2.6). */
const UNNAMED = 'message';

/**
 * Reads Server-Sent Events (HTML standard, section 9.2.6) from chunks of text, wherever these are cut. A block without data
 * is given as well: its id counts. One that the stream ends within is not.
 */
export class EventReader {
  #rest = '';
  #lines: string[] = [];

  /** The blocks that end with this chunk. */
  read(chunk: string): readonly EventBlock[] {
    const lines = (this.#rest + chunk).split(LINE_END);
    this.#rest = lines.pop() ?? '';
    const blocks: EventBlock[] = [];
    for (const line of lines) {
      if (line !== '') {
        this.#lines.push(line);
      } else if (this.#lines.length > 0) {
        blocks.push(blockOf(this.#lines));
        this.#lines = [];
      }
    }
    return blocks;
  }
}

function blockOf(lines: readonly string[]): EventBlock {
  const valuesOf = (wanted: string): readonly string[] =>
    fields.flatMap(([name, value]) => (name === wanted ? value : []));
  // A line that begins with a colon is a comment.
  const fields = lines.flatMap((line) => {
    const [, name, value = ''] = FIELD.exec(line) ?? [];
    return name === undefined ? [] : [[name, value] as const];
  });
  const data = valuesOf('data');
  const retry = valuesOf('retry').findLast((value) => /^\d+$/.test(value));
  return {
    event: valuesOf('event').at(-1) || UNNAMED,
    data: data.length === 0 ? null : data.join('\n'),
    id: valuesOf('id').findLast((value) => !value.includes('\0')) ?? null,
    retryMs: retry === undefined ? null : Number(retry),
  };
}
