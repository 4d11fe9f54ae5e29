/** One row of a list: an object of the answer. */
export type Row = Readonly<Record<string, unknown>>;

/** A list of an answer, with its place: response keys joined by dots. */
export interface AnswerList {
  readonly path: string;
  readonly rows: readonly Row[];
}

/** What the response pane shows: nothing yet, or an answer with its lists, the longest first, and its number of errors. */
export type Answer =
  | { readonly kind: 'none' }
  | { readonly kind: 'answer'; readonly lists: readonly AnswerList[]; readonly errors: number };

/** Reads the text of the response pane; a text that is no answer of a graph is none. */
export function readAnswer(text: string): Answer {
  const answer = parseOrNull(text);
  if (!isRow(answer)) return { kind: 'none' };
  const lists = listsOf(answer.data, []);
  return {
    kind: 'answer',
    lists: [...lists].sort((a, b) => b.rows.length - a.rows.length),
    errors: Array.isArray(answer.errors) ? answer.errors.length : 0,
  };
}

/** Whether a value is an object of the answer, no list and no leaf. */
export function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The outermost lists of objects; a list within a row is a part of that row. */
function listsOf(value: unknown, path: readonly string[]): readonly AnswerList[] {
  if (Array.isArray(value)) {
    const rows = value.filter(isRow);
    return rows.length === 0 ? [] : [{ path: path.join('.'), rows }];
  }
  if (!isRow(value)) return [];
  return Object.entries(value).flatMap(([key, each]) => listsOf(each, [...path, key]));
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
