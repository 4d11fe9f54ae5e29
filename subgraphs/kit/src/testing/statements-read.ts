import type { AfterQueryEvent } from 'typeorm';
import type { Database } from '../database/database.js';

/** A statement that has read, as it ran. */
export interface ReadStatement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/**
 * The statements that read while `work` ran, in order, with their parameters: for tests alone, whose persons are made up. What a process
 * tells of its statements has none (see `StatementLog`).
 */
export async function statementsRead<T>(
  database: Database,
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly statements: readonly ReadStatement[] }> {
  const statements: ReadStatement[] = [];
  const { subscribers } = database.reader.dataSource;
  const subscriber = {
    afterQuery: ({ query: sql, parameters }: AfterQueryEvent): void => {
      statements.push({ sql, parameters: Array.isArray(parameters) ? parameters : [] });
    },
  };
  subscribers.push(subscriber);
  try {
    return { result: await work(), statements };
  } finally {
    subscribers.splice(subscribers.indexOf(subscriber), 1);
  }
}
