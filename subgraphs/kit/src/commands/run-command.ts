import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { ChangeLog, Writing } from '../changes/change-log.js';
import type { Database } from '../database/database.js';
import { insertRows } from '../database/insert-rows.js';
import { addDays, type Day } from '../view/calendar-date.js';
import { AnsweredCommandEntity } from './answered-command.entity.js';
import { CommandRefused, type UserError } from './user-error.js';

/** A command as a caller sent it. */
export interface Command {
  readonly name: string;
  /** Whose command it is: keys of two callers are two keys. */
  readonly subject: string;
  readonly input: unknown;
  /** The same key with the same input gives the first answer again, and does nothing; null: no such promise. */
  readonly idempotencyKey: string | null;
  readonly today: Day;
}

/** Where a command is written: the log, and the database as it is asked on behalf of the caller's request. */
export interface CommandPlace {
  readonly log: ChangeLog;
  readonly database: Database;
}

/** What came of a command: its outcome, or what the caller has to mend. */
export type CommandResult<Outcome> =
  | { readonly kind: 'done'; readonly outcome: Outcome }
  | { readonly kind: 'refused'; readonly errors: readonly UserError[] };

/** How long an answer is kept for whoever sends its command again. */
export const ANSWERS_KEPT_DAYS = 30;

const LONGEST_KEY = 120;

/**
 * Runs a command in one transaction of the change log. A refusal ({@link CommandRefused}) leaves nothing behind, the key included: the
 * mended command may be sent under it. `work` may run again after a deadlock.
 */
export async function runCommand<Outcome>(
  { log, database }: CommandPlace,
  command: Command,
  work: (writing: Writing) => Promise<Outcome>,
): Promise<CommandResult<Outcome>> {
  try {
    const written = async (writing: Writing): Promise<Outcome> => {
      const { idempotencyKey } = command;
      if (idempotencyKey === null) return work(writing);
      const known = await answered<Outcome>(writing.manager, command, idempotencyKey);
      if (known !== null) return known;
      const made = await work(writing);
      await remember(writing.manager, command, idempotencyKey, made);
      return made;
    };
    return { kind: 'done', outcome: await log.write(written, database) };
  } catch (error) {
    if (error instanceof CommandRefused) return { kind: 'refused', errors: error.errors };
    throw error;
  }
}

async function answered<Outcome>(manager: EntityManager, command: Command, key: string): Promise<Outcome | null> {
  if (key === '' || key.length > LONGEST_KEY) throw new CommandRefused([keyError('INVALID', LONG_KEY)]);
  const row = await manager.findOneBy(AnsweredCommandEntity, { subject: command.subject, idempotencyKey: key });
  if (row === null) return null;
  if (row.fingerprint !== fingerprintOf(command)) throw new CommandRefused([keyError('KEY_REUSED', REUSED_KEY)]);
  return JSON.parse(row.outcome) as Outcome;
}

async function remember(manager: EntityManager, command: Command, key: string, outcome: unknown): Promise<void> {
  const { subject, today } = command;
  const expired = addDays(today, -ANSWERS_KEPT_DAYS);
  await manager.query('DELETE FROM answered_command WHERE answered_on < ?', [expired]);
  await insertRows(manager, AnsweredCommandEntity, [
    {
      subject,
      idempotencyKey: key,
      fingerprint: fingerprintOf(command),
      outcome: JSON.stringify(outcome),
      answeredOn: today,
    },
  ]);
}

function fingerprintOf({ name, input }: Command): string {
  return createHash('sha256')
    .update(JSON.stringify([name, input]))
    .digest('hex');
}

const LONG_KEY = {
  en: `A key has 1 to ${LONGEST_KEY} characters.`,
  vi: `Khóa gửi lại có từ 1 đến ${LONGEST_KEY} ký tự.`,
} as const;
const REUSED_KEY = {
  en: 'The key was used with another input. A new command needs a new key.',
  vi: 'Khóa này đã dùng cho một nội dung khác. Lệnh mới cần khóa mới.',
} as const;

function keyError(code: string, words: { readonly en: string; readonly vi: string }): UserError {
  return { code, path: ['idempotencyKey'], ...words };
}
