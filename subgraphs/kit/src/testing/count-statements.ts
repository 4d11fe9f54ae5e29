import type { Database } from '../database/database.js';

/** The SQL statements that ran on the database while `work` did, in order. */
export async function countStatements<T>(
  database: Database,
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly statements: readonly string[] }> {
  const statements: string[] = [];
  const stop = database.onStatement(({ sql }) => statements.push(sql));
  try {
    return { result: await work(), statements };
  } finally {
    stop();
  }
}
