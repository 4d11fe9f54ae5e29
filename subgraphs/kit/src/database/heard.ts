import { EntityManager } from 'typeorm';
import type { Database } from './database.js';

/**
 * The same database, which tells a listener of each statement that is run through it: how often it was asked on behalf of one request, say. What is read
 * is told of where it comes as SQL (`query`, as all that requests read does): many read at once by SQLite's one runner, which can carry nothing of any
 * of them. What is written is told of wherever it comes from. The alternative, to find the request by `AsyncLocalStorage`, has Node 20 and 22 do
 * something for every promise of the process.
 */
export function heardBy(database: Database, heard: () => void): Database {
  return {
    ...database,
    reader: new HeardReader(database.reader, heard),
    transaction: (work) =>
      database.transaction(async (manager) => {
        const data: HeardData = manager.queryRunner?.data ?? {};
        data.heard = heard;
        try {
          return await work(manager);
        } finally {
          // SQLite has one runner for all transactions, one after the other.
          delete data.heard;
        }
      }),
  };
}

/** What a query runner carries for those who hear of its statements (`QueryRunner.data`). */
export interface HeardData {
  heard?: () => void;
}

class HeardReader extends EntityManager {
  readonly #heard: () => void;

  constructor({ dataSource }: EntityManager, heard: () => void) {
    super(dataSource);
    this.#heard = heard;
  }

  override query<Rows>(sql: string, parameters?: unknown[]): Promise<Rows> {
    this.#heard();
    return super.query(sql, parameters);
  }
}
