import { type CommandResult, runCommand, type UserError, type Writing } from '@phat-ngon/kit';
import { settleIn } from '../clock/settle.js';
import type { Context } from '../context.js';
import { COMMANDS, type CommandName } from './commands.js';
import { type Desk, openDesk } from './desk.js';
import { type Author, callerAsAuthor, RecordBook } from './record-book.js';
import { requireRole } from './require-role.js';

/** What every command's input may carry. */
export interface CommandInput {
  readonly idempotencyKey?: string | null;
}

/** What came of a command: its outcome (null when it was refused), what to mend, and where the feed stands behind it. */
export interface Performed<Outcome> {
  readonly outcome: Outcome | null;
  readonly userErrors: readonly UserError[];
  readonly cursor: string | null;
}

interface Written<Outcome> {
  readonly outcome: Outcome;
  /** The position of the command's last change. */
  readonly seq: number | null;
}

/**
 * Runs a command of the caller in one transaction: role, key, what the clock has left to do, the command itself, rows and log.
 * @throws PublicError `UNAUTHENTICATED`, `FORBIDDEN`, `BAD_USER_INPUT`.
 */
export async function perform<Outcome>(
  context: Context,
  name: CommandName,
  input: CommandInput,
  work: (desk: Desk) => Promise<Outcome>,
): Promise<Performed<Outcome>> {
  const subject = requireRole(context.principal, name, COMMANDS[name]);
  const { idempotencyKey = null, ...said } = input;
  const author = callerAsAuthor(context.principal, subject, `graphql ${context.requestId}`);
  const result = await runCommand(
    context,
    { name, subject, input: said, idempotencyKey, today: context.today },
    (writing) => write(writing, context, author, work),
  );
  context.readAfresh();
  return performed(context, result);
}

async function write<Outcome>(
  writing: Writing,
  { clock, principal }: Context,
  author: Author,
  work: (desk: Desk) => Promise<Outcome>,
): Promise<Written<Outcome>> {
  const time = { today: clock.today(), at: clock.now().toISOString() };
  // What time alone has changed comes before what the caller changes, however late it is looked at.
  await settleIn(writing, time);
  const book = await RecordBook.open(writing, author, time);
  const outcome = await work(openDesk(book, principal));
  return { outcome, seq: await book.close() };
}

function performed<Outcome>({ cursors }: Context, result: CommandResult<Written<Outcome>>): Performed<Outcome> {
  if (result.kind === 'refused') return { outcome: null, userErrors: result.errors, cursor: null };
  const { outcome, seq } = result.outcome;
  return { outcome, userErrors: [], cursor: seq === null ? null : cursors.encode(seq) };
}
