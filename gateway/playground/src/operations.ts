import { type Label, readLabel, readQuestion } from './label.js';

/** One of the project's own operations, ready to be opened in a tab. */
export interface Operation {
  readonly name: string;
  readonly file: string;
  /** The document with its leading comment. */
  readonly text: string;
  /** The variables as the editor shows them: indented JSON, empty if there are none. */
  readonly variables: string;
  readonly label: Label;
  /** What it answers, as its comment names it; null if it names nothing. */
  readonly question: string | null;
}

/** The operations in the order of their files, or why they are not there. */
export type LoadedOperations =
  | { readonly kind: 'loaded'; readonly operations: readonly Operation[] }
  | { readonly kind: 'failed'; readonly reason: string };

/** Where the gateway lists the operations. */
const ADDRESS = '/playground/operations.json';
/** Long enough for a gateway that is busy seeding; after it the page opens without the list. */
const DEADLINE_MS = 10_000;

/** Fetches the operations from the gateway. Never throws: whatever goes wrong becomes a reason to show. */
export async function loadOperations(): Promise<LoadedOperations> {
  try {
    const response = await fetch(ADDRESS, { signal: AbortSignal.timeout(DEADLINE_MS) });
    if (!response.ok) throw new Error(`${ADDRESS}: HTTP ${response.status} ${response.statusText}`.trim());
    return { kind: 'loaded', operations: readOperations(await response.json()) };
  } catch (error) {
    return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}

/** Checks what the gateway sent and sorts it by file. Throws an `Error` that says what was expected and where. */
export function readOperations(input: unknown): readonly Operation[] {
  if (!Array.isArray(input)) throw new Error(`${ADDRESS}: expected a list`);
  if (input.length === 0) throw new Error(`${ADDRESS}: the list is empty`);
  // Code units, not collation: the order of the files in their directory, on every machine.
  return input.map(readOperation).sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
}

function readOperation(input: unknown, index: number): Operation {
  const at = `${ADDRESS}, entry ${index + 1}`;
  if (!isRecord(input)) throw new Error(`${at}: expected an object`);
  const { name, file, comment, operation, variables } = input;
  if (
    typeof name !== 'string' ||
    typeof file !== 'string' ||
    typeof comment !== 'string' ||
    typeof operation !== 'string'
  ) {
    throw new Error(`${at}: expected name, file, comment and operation as texts`);
  }
  if (variables !== null && !isRecord(variables)) throw new Error(`${at}: expected variables as an object or null`);
  return {
    name,
    file,
    text: operation,
    variables: variables === null ? '' : JSON.stringify(variables, null, 2),
    label: readLabel(comment),
    question: readQuestion(comment),
  };
}

function isRecord(input: unknown): input is Readonly<Record<string, unknown>> {
  return typeof input === 'object' && input !== null && !Array.isArray(input);
}
