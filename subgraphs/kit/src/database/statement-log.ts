import type { AfterQueryEvent, DataSource, EntitySubscriberInterface } from 'typeorm';
import type { StatementListener } from './database.js';
import type { HeardData } from './heard.js';

/** Hands each statement that has run to listeners, without its parameters: they can hold personal data. */
export class StatementLog implements EntitySubscriberInterface {
  readonly #listeners = new Set<StatementListener>();

  /** Hears of a data source's statements from now on. */
  attach(source: DataSource): void {
    source.subscribers.push(this);
  }

  /** Adds a listener; the returned function removes it. */
  listen(listener: StatementListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Called by TypeORM. */
  afterQuery({ query: sql, executionTime: durationMs = 0, success, queryRunner }: AfterQueryEvent): void {
    (queryRunner.data as HeardData).heard?.();
    for (const listener of this.#listeners) listener({ sql, durationMs, failed: !success });
  }
}
