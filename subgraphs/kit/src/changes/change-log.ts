import { EventEmitter } from 'node:events';
import { type EntityManager, MoreThan } from 'typeorm';
import type { Database } from '../database/database.js';
import { insertRows } from '../database/insert-rows.js';
import { rowsOf } from '../database/select.js';
import type { Clock } from '../view/clock.js';
import { ChangeEntity, type ChangeRow, CounterEntity } from './change.entity.js';
import { LogTrimmedError } from './log-trimmed.js';

/** A change before it has a position and an instant. */
export interface ChangeDraft extends Omit<ChangeRow, 'seq' | 'at' | 'before' | 'after' | 'origin'> {
  readonly before: unknown;
  readonly after: unknown;
  readonly origin?: string;
}

/** A change as readers of the log see it. */
export interface Change extends Omit<ChangeRow, 'before' | 'after'> {
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * What a writing transaction may do: change tables through `manager` and say so through `append`, which returns the position of the
 * last row. What it reads through `manager` is what was committed last: writers of one subgraph follow one another.
 */
export interface Writing {
  readonly manager: EntityManager;
  append(drafts: readonly ChangeDraft[], onWritten?: (count: number) => void): Promise<number>;
  /** The position of the newest change: nobody else can write one before this transaction has ended. */
  position(): Promise<number>;
}

/** From where to where a log reaches, by positions: the first is the last that is not there any more. */
export interface LogExtent {
  readonly trimmedThrough: number;
  readonly position: number;
}

const COUNTER_ID = 1;
const WRITTEN = 'written';
const HINTED = 'hinted';

/**
 * The change log of one subgraph: the only way to write to its database. Everything that must know of changes reads it after a
 * position; {@link onWritten} is a hint that shortens the wait, never the truth.
 */
export class ChangeLog {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #bell = new EventEmitter().setMaxListeners(0);
  readonly #pollMs: number | null;
  #polling: NodeJS.Timeout | undefined;
  /** The position that is about to be read. */
  #asked: Promise<number> | null = null;

  /** `pollMs`: after how long whoever follows looks at the log though nobody has told of anything; null: never. */
  constructor(database: Database, clock: Clock, pollMs: number | null = null) {
    this.#database = database;
    this.#clock = clock;
    this.#pollMs = pollMs;
  }

  /**
   * Runs `work` in one transaction; its changes and their log rows are committed together, or not at all. The counter's row is
   * locked before anything is read: a snapshot taken earlier would show a later writer what an earlier one has already changed. `through` is the
   * same database, where somebody hears of what is written.
   */
  async write<T>(work: (writing: Writing) => Promise<T>, through: Database = this.#database): Promise<T> {
    const result = await through.transaction(async (manager) => {
      await manager.query('UPDATE change_counter SET seq = seq WHERE id = ?', [COUNTER_ID]);
      return work({
        manager,
        append: (drafts, onWritten) => this.#append(manager, drafts, onWritten),
        position: () => advance(manager, 0),
      });
    });
    this.#bell.emit(WRITTEN);
    return result;
  }

  /** Calls the listener after each commit of this process, until the returned function is called. */
  onWritten(listener: () => void): () => void {
    this.#bell.on(WRITTEN, listener);
    return () => this.#bell.off(WRITTEN, listener);
  }

  /** Says that another process may have written: whoever follows the log looks at it. */
  hint(): void {
    this.#bell.emit(HINTED);
  }

  /**
   * Calls the listener whenever there may be something new, by whatever process, until the returned function is called. All listeners
   * are called at once, in a poll too: what they then ask for is read once.
   */
  onNews(listener: () => void): () => void {
    for (const event of [WRITTEN, HINTED]) this.#bell.on(event, listener);
    if (this.#pollMs !== null) this.#polling ??= setInterval(() => this.hint(), this.#pollMs).unref();
    return () => {
      for (const event of [WRITTEN, HINTED]) this.#bell.off(event, listener);
      if (this.#bell.listenerCount(HINTED) > 0) return;
      clearInterval(this.#polling);
      this.#polling = undefined;
    };
  }

  /** The position of the newest committed change; 0 for an empty log. */
  position(): Promise<number> {
    // At each piece of news all who follow ask at once: they are told together, of what was there after the last had asked.
    this.#asked ??= Promise.resolve().then(() => {
      this.#asked = null;
      return this.#readPosition();
    });
    return this.#asked;
  }

  async #readPosition(): Promise<number> {
    const sql = 'SELECT v.seq AS `seq` FROM change_counter v WHERE v.id = ?';
    const [counter] = await rowsOf<{ readonly seq: number }>(this.#database, sql, [COUNTER_ID]);
    return counter?.seq ?? 0;
  }

  /** From where to where the log reaches: rows up to the first position have been trimmed away. */
  async extent(): Promise<LogExtent> {
    const sql =
      'SELECT v.trimmed_through AS `trimmedThrough`, v.seq AS `position` FROM change_counter v WHERE v.id = ?';
    const [extent] = await rowsOf<LogExtent>(this.#database, sql, [COUNTER_ID]);
    return extent ?? { trimmedThrough: 0, position: 0 };
  }

  /** Up to `limit` changes after a position, in order. @throws LogTrimmedError when those next to it are not there any more. */
  async readAfter(seq: number, limit: number): Promise<readonly Change[]> {
    const rows = await this.#database.reader.find(ChangeEntity, {
      where: { seq: MoreThan(seq) },
      order: { seq: 'ASC' },
      take: limit,
    });
    // Positions have no gaps: only where the next one is missing can there be something that was trimmed.
    if (rows[0]?.seq !== seq + 1 && (await this.extent()).trimmedThrough > seq) throw new LogTrimmedError();
    return rows.map((row) => ({ ...row, before: parse(row.before), after: parse(row.after) }));
  }

  /** Appends in order and returns the position of the last; positions are gapless, in commit order. */
  async #append(
    manager: EntityManager,
    drafts: readonly ChangeDraft[],
    onWritten?: (count: number) => void,
  ): Promise<number> {
    const last = await advance(manager, drafts.length);
    const first = last - drafts.length + 1;
    const at = this.#clock.now().toISOString();
    const rows = drafts.map((draft, index) => ({
      ...draft,
      origin: draft.origin ?? null,
      seq: first + index,
      at,
      before: stringify(draft.before),
      after: stringify(draft.after),
    }));
    await insertRows(manager, ChangeEntity, rows, onWritten);
    return last;
  }
}

/** Takes positions, and with them the counter's lock until the transaction ends; gives the last one. */
async function advance(manager: EntityManager, count: number): Promise<number> {
  await manager.increment(CounterEntity, { id: COUNTER_ID }, 'seq', count);
  return (await manager.findOneByOrFail(CounterEntity, { id: COUNTER_ID })).seq;
}

function parse(text: string | null): unknown {
  return text === null ? null : JSON.parse(text);
}

function stringify(state: unknown): string | null {
  return state === null || state === undefined ? null : JSON.stringify(state);
}
