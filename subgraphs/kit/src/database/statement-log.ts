import type { Logger } from 'typeorm';
import type { StatementListener } from './database.js';

/** A TypeORM logger that hands each statement to listeners and writes nothing itself (a statement can hold personal data). */
export class StatementLog implements Logger {
  readonly #listeners = new Set<StatementListener>();

  /** Adds a listener; the returned function removes it. */
  listen(listener: StatementListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  logQuery(sql: string): void {
    for (const listener of this.#listeners) listener(sql);
  }

  logQueryError(): void {}
  logQuerySlow(): void {}
  logSchemaBuild(): void {}
  logMigration(): void {}
  log(): void {}
}
