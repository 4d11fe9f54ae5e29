/** What a document writes for a part that it leaves out. */
const LEFT_OUT = '…';

/**
 * An answer cut down to what a document shows of it, to be compared with that: where the document has `"…"` for a value, any value
 * may stand, and as the last element of a list it stands for every further one, of which there must be at least one.
 */
export function asShown(shown: unknown, answer: unknown): unknown {
  if (shown === LEFT_OUT) return answer === undefined ? undefined : LEFT_OUT;
  if (Array.isArray(shown) && Array.isArray(answer)) {
    const isCut = shown.at(-1) === LEFT_OUT && answer.length >= shown.length;
    const kept = isCut ? [...answer.slice(0, shown.length - 1), LEFT_OUT] : answer;
    return kept.map((element, index) => (index < shown.length ? asShown(shown[index], element) : element));
  }
  if (isObject(shown) && isObject(answer))
    return Object.fromEntries(
      Object.entries(answer).map(([key, value]) => [key, key in shown ? asShown(shown[key], value) : value]),
    );
  return answer;
}

/** The same for text: a last line `…` stands for every further line. */
export function linesAsShown(shown: string, printed: string): string {
  const lines = shown.trimEnd().split('\n');
  const all = printed.trimEnd().split(/\r?\n/);
  const isCut = lines.at(-1) === LEFT_OUT && all.length >= lines.length;
  return (isCut ? [...all.slice(0, lines.length - 1), LEFT_OUT] : all).join('\n');
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
