import type { DataSource } from 'typeorm';
import { DatabaseRefusedError } from './database.js';

/** `run` brings the schema up to date; `check` refuses to start on any other schema than the code's. */
export type MigrationMode = 'run' | 'check';

const TABLE = 'migrations';

/**
 * Brings a database to this code's schema, or checks that it is there.
 * @throws DatabaseRefusedError when the schema is newer than the code, or (in `check`) missing or older.
 */
export async function migrate(source: DataSource, mode: MigrationMode, name: string): Promise<void> {
  const known = new Set(source.migrations.map((migration) => migration.name ?? migration.constructor.name));
  const applied = await appliedMigrations(source);
  const newer = applied.filter((migration) => !known.has(migration));
  if (newer.length > 0) {
    throw new DatabaseRefusedError(
      `${name}: the database has migrations this code does not know (${newer.join(', ')}). ` +
        'Start the newer code on it, or restore the backup taken before the upgrade.',
    );
  }
  if (applied.length === known.size) return;
  if (mode === 'check') {
    throw new DatabaseRefusedError(
      `${name}: the database ${applied.length === 0 ? 'has no schema' : 'has an older schema'} ` +
        `(${applied.length} of ${known.size} migrations). Start once with MIGRATIONS=run.`,
    );
  }
  await source.runMigrations({ transaction: 'each' });
}

async function appliedMigrations(source: DataSource): Promise<readonly string[]> {
  const runner = source.createQueryRunner();
  try {
    if (!(await runner.hasTable(TABLE))) return [];
    const rows: readonly { name: string }[] = await runner.query(`SELECT name FROM ${TABLE} ORDER BY id`);
    return rows.map((row) => row.name);
  } finally {
    await runner.release();
  }
}
