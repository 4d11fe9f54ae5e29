import type { EntityManager } from 'typeorm';

/** The two families of databases a subgraph runs on: SQLite when embedded, MariaDB or MySQL in production. */
export type Dialect = 'sqlite' | 'mysql';

/** An SQL statement that has run, without its parameters. */
export interface Statement {
  readonly sql: string;
  readonly durationMs: number;
  readonly failed: boolean;
}

/** Called with each SQL statement that has run. */
export type StatementListener = (statement: Statement) => void;

/** What a statement that reads needs: the database, or a transaction that must see what it has written itself. */
export interface Reading {
  readonly reader: EntityManager;
}

/** An open database: reads see committed data alone, writes run one transaction at a time where the engine has one writer. */
export interface Database extends Reading {
  readonly dialect: Dialect;
  /** For reading; a write through it is refused by SQLite and must not be tried elsewhere. */
  readonly reader: EntityManager;
  /** Runs `work` in one transaction: all of it is committed, or none. Deadlocks are retried, so `work` may run again. */
  transaction<T>(work: (manager: EntityManager) => Promise<T>): Promise<T>;
  /** Tells the listener of every statement until the returned function is called. */
  onStatement(listener: StatementListener): () => void;
  close(): Promise<void>;
}

/** Why a database cannot be used, and what the operator can do about it. */
export class DatabaseRefusedError extends Error {
  override readonly name = 'DatabaseRefusedError';
}
