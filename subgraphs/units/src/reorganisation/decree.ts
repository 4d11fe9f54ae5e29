import type { Day } from '@phat-ngon/kit';
import type { AgencyRow } from '../agency/agency.entity.js';
import type { FileLevel } from '../lineage/lineage-columns.js';
import type { DocumentReference } from '../seed/register.js';
import type { UnitRow } from '../unit/unit.entity.js';

/** A reorganisation as it is decided: the day it takes effect, and the document it rests on. */
export interface Decree {
  readonly on: Day;
  readonly document: DocumentReference;
}

/** Who has held, or holds, a code. */
export interface Holder {
  readonly uid: string;
  readonly level: FileLevel;
  readonly code: string;
}

/** What of the register a reorganisation is planned on. */
export interface HeldRegister {
  /** The last versions of the units whose end is not decided. */
  readonly units: readonly UnitRow[];
  /** The last versions of the agencies whose end is not decided. */
  readonly agencies: readonly AgencyRow[];
  /** Whoever has ever held one of the codes that the file names. */
  readonly holders: readonly Holder[];
  /** The day of the latest reorganisation the register knows, decided ones included; null: none. */
  readonly latest: Day | null;
}

/** A version that takes the place of another of the same uid. */
export interface Changed<Row> {
  readonly before: Row;
  readonly after: Row;
}

/** What becomes of things of one kind. */
export interface Outcome<Row> {
  /** As they were, and as they are stored since: ended, with their heirs. */
  readonly ended: readonly Changed<Row>[];
  readonly begun: readonly Row[];
  /** The versions of the same uids before and since. */
  readonly changed: readonly Changed<Row>[];
}

/** The last version of a thing, once its end is decided. */
export function endedOn<Row extends UnitRow | AgencyRow>(row: Row, on: Day, heirs: readonly string[]): Row {
  return { ...row, validTo: on, lifeTo: on, validToBasis: 'KNOWN', heirs: heirs.join(' ') };
}
