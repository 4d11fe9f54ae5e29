import type { Change } from './change-log.js';

/** A page of a snapshot: whole states by type, and where the next page begins (null: that was all). */
export interface SnapshotPage {
  readonly items: readonly SnapshotItem[];
  readonly next: string | null;
}

/** One thing's state, in the form the log's `after` has for its type. */
export interface SnapshotItem {
  readonly type: string;
  readonly state: unknown;
}

/**
 * Where a projection learns from: a snapshot, and the log behind the position that was read before it. Pages of a snapshot need
 * not be of one moment: what changed while it was read is in the log, and applying a state twice changes nothing.
 */
export interface ChangeSource {
  position(signal: AbortSignal): Promise<number>;
  snapshot(after: string | null, signal: AbortSignal): Promise<SnapshotPage>;
  /** @throws LogTrimmedError when the log does not reach back to the position any more. */
  readAfter(seq: number, limit: number, signal: AbortSignal): Promise<readonly Change[]>;
  /** Calls the listener when there may be something new; a hint. Sources without one are polled. */
  onHint?(listener: () => void): () => void;
}
