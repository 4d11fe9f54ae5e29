import type { Day } from '@phat-ngon/kit';
import type { EntityManager } from 'typeorm';
import type { ReviewState } from '../spokesperson/spokesperson.entity.js';

/** The kinds of things an agency keeps a record of, as the log names them. */
export const KEPT_TYPES = ['spokesperson', 'focalPoint', 'communicationOfficer'] as const;

/** One of {@link KEPT_TYPES}. */
export type KeptType = (typeof KEPT_TYPES)[number];

/** What every record has: whose it is, for which period, and where its review stands. Days are stored days. */
export interface KeptState {
  readonly uid: string;
  readonly agencyUid: string;
  readonly validFrom: Day;
  readonly validTo: Day;
  /** The day it came in: a day before it does not know of it. */
  readonly recordedOn: Day;
  /** The day it was first verified; set by the system, null until then. */
  readonly publishedOn: Day | null;
  readonly reviewState: ReviewState;
  readonly synthetic: boolean;
}

/** A record with its version. */
export interface Kept<State extends KeptState> {
  readonly state: State;
  /** Grows by one with each change. */
  readonly version: number;
}

/** Reads and writes the records of one kind, whole, in a transaction of the change log. */
export interface Keeper<State extends KeptState> {
  readonly type: KeptType;
  /** The records of these uids that there are. */
  read(manager: EntityManager, uids: readonly string[]): Promise<ReadonlyMap<string, Kept<State>>>;
  /** Puts records in the place of those of the same uids, if there are any. */
  write(manager: EntityManager, records: readonly Kept<State>[]): Promise<void>;
}
