/** What the log says of an error. */
export interface ErrorFields {
  readonly type: string;
  readonly message: string;
  readonly code?: string | number;
  /** The places alone: the first lines of a stack repeat the message. */
  readonly at?: readonly string[];
  readonly cause?: ErrorFields;
}

const DEEPEST_CAUSE = 5;
const FRAMES = 12;

/**
 * An error for the log, without personal data: a database's message repeats values of the row at fault in quotes (`Duplicate
 * entry '…'`), and its error carries the statement's parameters; of these nothing is kept.
 */
export function errorFields(error: unknown, depth = 0): ErrorFields {
  if (!isErrorLike(error)) return { type: typeof error, message: 'something that is no error was thrown' };
  const { code } = error;
  const cause = error.cause ?? error.originalError;
  const at = framesOf(error.stack);
  return {
    type: error.name,
    message: isOfDatabase(error) ? withoutValues(error.message) : error.message,
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(at.length > 0 ? { at } : {}),
    ...(cause !== undefined && depth < DEEPEST_CAUSE ? { cause: errorFields(cause, depth + 1) } : {}),
  };
}

interface ErrorLike {
  readonly name: string;
  readonly message: string;
  readonly stack?: unknown;
  readonly code?: unknown;
  readonly cause?: unknown;
  /** What a GraphQL error was made from. */
  readonly originalError?: unknown;
}

/** By its form: an error of another realm is no instance of ours. */
function isErrorLike(error: unknown): error is ErrorLike {
  return (
    typeof error === 'object' &&
    error !== null &&
    'message' in error &&
    typeof error.message === 'string' &&
    'name' in error &&
    typeof error.name === 'string'
  );
}

function isOfDatabase(error: ErrorLike): boolean {
  return 'sqlMessage' in error || 'driverError' in error || /^(SQLITE_|ER_)/.test(String(error.code));
}

function withoutValues(message: string): string {
  return message.replaceAll(/'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.)*"/g, "'…'");
}

function framesOf(stack: unknown): readonly string[] {
  if (typeof stack !== 'string') return [];
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return frames.slice(0, FRAMES).map((line) => line.trim().slice('at '.length));
}
