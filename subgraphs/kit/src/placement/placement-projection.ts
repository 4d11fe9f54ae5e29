import { setTimeout as delay } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import type { Change } from '../changes/change-log.js';
import type { ChangeSource } from '../changes/change-source.js';
import { LogTrimmedError } from '../changes/log-trimmed.js';
import type { Database, Reading } from '../database/database.js';
import type { ErrorListener } from '../errors/mask.js';
import { applyPlacements } from './apply-placements.js';
import { PlacedAgencyEntity, PlacedUnitEntity, ProjectionEntity } from './placement.entity.js';

/** What a projection needs. */
export interface PlacementProjectionOptions {
  readonly database: Database;
  readonly source: ChangeSource;
  /** How long to wait without a hint before looking again. */
  readonly pollMs: number;
  readonly onError: ErrorListener;
  /** Hears how many states each step applied, for a progress bar. */
  readonly onApplied?: (count: number) => void;
  /** Called when, after changes, there are no more to read. */
  readonly onCaughtUp?: () => void;
}

const SOURCE = 'units';
const BATCH = 2_000;

/**
 * Keeps this subgraph's copy of where agencies stand, fed from the units subgraph's change log: first a snapshot with the
 * position read before it, then the log, for as long as the process lives. Losing a hint costs latency, never a change.
 */
export class PlacementProjection {
  readonly #options: PlacementProjectionOptions;
  readonly #stop = new AbortController();
  #position: number | null = null;
  #behind = false;
  #completeAt = performance.now();
  #running: Promise<void> = Promise.resolve();
  #wake: () => void = () => undefined;

  constructor(options: PlacementProjectionOptions) {
    this.#options = options;
  }

  /** The position of the units' log up to which this copy is complete; null until the snapshot was read whole. */
  get projectedThrough(): number | null {
    return this.#position;
  }

  /** How long ago the copy was last known to be complete: the log was asked for more, and there was none. */
  get lagMs(): number {
    return performance.now() - this.#completeAt;
  }

  /**
   * Reads what there is (snapshot on the first start, then the log to its present end) and goes on following in the
   * background. Rejects when the source cannot be read; call again to retry.
   */
  async start(): Promise<void> {
    this.#position = await this.#storedPosition();
    if (this.#position === null) await this.#readSnapshot();
    while ((await this.#readLog()) > 0);
    const stopHints = this.#options.source.onHint?.(() => this.#wake());
    this.#running = this.#follow().finally(stopHints);
  }

  /** Stops following; resolves when the last step has ended. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  async #storedPosition(): Promise<number | null> {
    const row = await this.#options.database.reader.findOneBy(ProjectionEntity, { source: SOURCE });
    this.#behind = row?.behind === 1;
    return row?.complete === 1 ? row.seq : null;
  }

  async #readSnapshot(): Promise<void> {
    const { database, source, onApplied } = this.#options;
    const position = await source.position(this.#stop.signal);
    await database.transaction(async (manager) => {
      await manager.clear(PlacedUnitEntity);
      await manager.clear(PlacedAgencyEntity);
    });
    let after: string | null = null;
    do {
      const page = await source.snapshot(after, this.#stop.signal);
      await database.transaction((manager) => applyPlacements(manager, page.items));
      onApplied?.(page.items.length);
      after = page.next;
    } while (after !== null);
    await database.transaction((manager) => savePosition(manager, position, false));
    this.#position = position;
  }

  async #readLog(): Promise<number> {
    const { database, onApplied } = this.#options;
    const from = this.#position ?? 0;
    const askedAt = performance.now();
    const changes = await this.#changesAfter(from);
    if (changes === null) return this.#begin();
    const last = changes.at(-1);
    if (last === undefined) {
      this.#completeAt = askedAt;
      if (this.#behind) await this.#catchUp(from);
      return 0;
    }
    // A short batch ends where the log ends, and what is written together is committed together.
    const isBehind = changes.length === BATCH;
    await database.transaction(async (manager) => {
      await applyPlacements(
        manager,
        changes.filter((change) => change.after !== null).map((change) => ({ type: change.type, state: change.after })),
      );
      await savePosition(manager, last.seq, isBehind);
    });
    this.#position = last.seq;
    this.#behind = isBehind;
    if (!isBehind) this.#options.onCaughtUp?.();
    onApplied?.(changes.length);
    return changes.length;
  }

  /** Null where the log does not reach back so far any more. */
  async #changesAfter(position: number): Promise<readonly Change[] | null> {
    try {
      return await this.#options.source.readAfter(position, BATCH, this.#stop.signal);
    } catch (error) {
      if (error instanceof LogTrimmedError) return null;
      throw error;
    }
  }

  /** Learns everything anew; until then the copy counts for nothing. There may be more to read behind it. */
  async #begin(): Promise<number> {
    this.#position = null;
    await this.#readSnapshot();
    return 1;
  }

  async #catchUp(position: number): Promise<void> {
    await this.#options.database.transaction((manager) => savePosition(manager, position, false));
    this.#behind = false;
    this.#options.onCaughtUp?.();
  }

  async #follow(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      try {
        while ((await this.#readLog()) > 0);
      } catch (error) {
        if (!this.#stop.signal.aborted) this.#options.onError(error);
      }
      await this.#waitForHint();
    }
  }

  async #waitForHint(): Promise<void> {
    const woken = new AbortController();
    this.#wake = () => woken.abort();
    const signal = AbortSignal.any([woken.signal, this.#stop.signal]);
    await delay(this.#options.pollMs, undefined, { signal, ref: false }).catch(() => undefined);
  }
}

/**
 * Whether the copy is whole as a transaction sees it: not in the middle of changes that belong together, between which an agency may
 * seem to have ended that has only got another version.
 */
export async function placementsAreWhole({ reader }: Reading): Promise<boolean> {
  const row = await reader.findOneBy(ProjectionEntity, { source: SOURCE });
  return row?.complete === 1 && row.behind === 0;
}

async function savePosition(manager: EntityManager, seq: number, isBehind: boolean): Promise<void> {
  await manager.delete(ProjectionEntity, { source: SOURCE });
  await manager.insert(ProjectionEntity, { source: SOURCE, seq, complete: 1, behind: Number(isBehind) });
}
