/** A row of the log of spokespersons' records, as the database has it. */
export interface WrittenRow {
  readonly seq: number;
  readonly uid: string;
  readonly version: number;
  readonly kind: string;
  readonly cause: string;
  readonly agencyUid: string;
  readonly path: string;
}

/** A part that is ended without warning, and comes back. */
export interface Victim {
  readonly name: string;
  /** Resolves once it is back. */
  kill(): Promise<void>;
}

/** The graph under test, as its users and its database show it. */
export interface FaultSystem extends AsyncDisposable {
  /** Where its gateways listen; each serves all. */
  readonly urls: readonly string[];
  readonly victims: readonly Victim[];
  /** What was written behind a position, in order. */
  rowsBehind(seq: number): Promise<readonly WrittenRow[]>;
  /** Where the log ends. */
  head(): Promise<number>;
  /** The path of a unit as it lies today. */
  pathOf(unit: string): Promise<string>;
  /** What its processes have said of late, for who has to find out why. */
  output(): string;
}

/** The statements of a system's checks, which read the log and nothing of the feed. */
export const STATEMENTS = {
  rows: `SELECT seq, entity_id AS uid, version, kind, cause, agency_uid AS agencyUid, path FROM change_log
    WHERE type = 'spokesperson' AND seq > ? ORDER BY seq`,
  head: 'SELECT seq FROM change_counter',
  path: 'SELECT path FROM placed_unit WHERE uid = ? ORDER BY version DESC LIMIT 1',
} as const;
