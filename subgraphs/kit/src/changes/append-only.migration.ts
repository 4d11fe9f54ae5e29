import type { MigrationInterface, QueryRunner } from 'typeorm';
import { DatabaseRefusedError } from '../database/database.js';

/**
 * The database itself keeps the log append-only, whatever code or hand writes to it: a row is never changed, and goes only once
 * the log says so itself: rows up to `change_counter.trimmed_through` may be deleted, which is to be raised in the same
 * transaction. So a trimmed log tells from where on it is whole, and no row goes missing unsaid.
 */
export class AppendOnly1780000000010 implements MigrationInterface {
  readonly name = 'AppendOnly1780000000010';

  async up(runner: QueryRunner): Promise<void> {
    const triggers = runner.connection.options.type === 'mysql' ? MYSQL_TRIGGERS : SQLITE_TRIGGERS;
    // MySQL keeps what it has done of a migration that fails: each step may find itself done.
    for (const name of NAMES) await runner.query(`DROP TRIGGER IF EXISTS ${name}`);
    for (const statement of triggers) await create(runner, statement);
    await runner.query('ALTER TABLE change_counter ADD COLUMN trimmed_through int NOT NULL DEFAULT 0');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of NAMES) await runner.query(`DROP TRIGGER ${name}`);
    await runner.query('ALTER TABLE change_counter DROP COLUMN trimmed_through');
  }
}

const [NO_CHANGE, NO_LOSS] = ['change_log_no_change', 'change_log_no_loss'] as const;
const NAMES = [NO_CHANGE, NO_LOSS] as const;

const NEVER_CHANGED = 'the change log is append-only: its rows are never changed';
const TRIMMED_BY_NAME = 'the change log is append-only: raise change_counter.trimmed_through before trimming it';
const IS_KEPT = 'OLD.seq > (SELECT trimmed_through FROM change_counter WHERE id = 1)';

const SQLITE_TRIGGERS = [
  `CREATE TRIGGER ${NO_CHANGE} BEFORE UPDATE ON change_log BEGIN SELECT RAISE(ABORT, '${NEVER_CHANGED}'); END`,
  `CREATE TRIGGER ${NO_LOSS} BEFORE DELETE ON change_log WHEN ${IS_KEPT} BEGIN SELECT RAISE(ABORT, '${TRIMMED_BY_NAME}'); END`,
];

const MYSQL_TRIGGERS = [
  `CREATE TRIGGER ${NO_CHANGE} BEFORE UPDATE ON change_log FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = '${NEVER_CHANGED}'`,
  `CREATE TRIGGER ${NO_LOSS} BEFORE DELETE ON change_log FOR EACH ROW BEGIN
     IF ${IS_KEPT} THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = '${TRIMMED_BY_NAME}'; END IF;
   END`,
];

/** What a server answers whose account may not make triggers: no right to, or a binary log that needs more trust. */
const MAY_NOT = new Set([1142, 1227, 1419]);

async function create(runner: QueryRunner, statement: string): Promise<void> {
  try {
    await runner.query(statement);
  } catch (error) {
    const driverError: unknown = error instanceof Error && 'driverError' in error ? error.driverError : error;
    const errno = driverError instanceof Error && 'errno' in driverError ? Number(driverError.errno) : 0;
    if (!MAY_NOT.has(errno)) throw error;
    throw new DatabaseRefusedError(
      'The account may not create the triggers that keep the change log append-only. Grant it TRIGGER on its database; ' +
        'where the server writes a binary log, set log_bin_trust_function_creators=ON there too.',
    );
  }
}
