import type { Day, Region, Tier, UnitLevel } from '@phat-ngon/kit';

/** The kinds of administrative units (`enum UnitKind`). */
export type UnitKind =
  | 'COUNTRY'
  | 'PROVINCE'
  | 'MUNICIPALITY'
  | 'URBAN_DISTRICT'
  | 'RURAL_DISTRICT'
  | 'TOWN'
  | 'PROVINCIAL_CITY'
  | 'COMMUNE'
  | 'WARD'
  | 'TOWNSHIP'
  | 'SPECIAL_ZONE';

/** The kinds of agencies (`enum AgencyKind`). */
export type AgencyKind =
  | 'MINISTRY'
  | 'MINISTERIAL_LEVEL'
  | 'GOVERNMENT_ATTACHED'
  | 'PEOPLES_COMMITTEE'
  | 'PROVINCIAL_DEPARTMENT'
  | 'VERTICAL_BRANCH';

/** On what an agency's existence rests (`enum AgencyBasis`). */
export type AgencyBasis = 'SOURCED' | 'NORM' | 'ASSUMED';

/** How a unit or agency became another (`enum LineageKind`). */
export type LineageKind = 'MERGE' | 'DIVIDE' | 'SEPARATE' | 'ESTABLISH' | 'ABOLISH' | 'RENAME' | 'RECLASSIFY';

/** How well the end of a thing is known (`enum ValidToBasis`). */
export type ValidToBasis = 'KNOWN' | 'NO_LATER_THAN';

/** A document by number, title and day of issue. */
export interface DocumentReference {
  readonly number: string;
  readonly title: string;
  readonly issuedOn: Day;
}

/** A unit as it was during a period; days are stored days (`OPEN_FROM`, `OPEN_TO` for open ends). */
export interface UnitVersion {
  readonly version: number;
  readonly validFrom: Day;
  readonly validTo: Day;
  readonly code: string;
  readonly kind: UnitKind;
  readonly name: string;
  readonly shortName: string;
  readonly nameEn: string;
  readonly region: Region | null;
  readonly parentUid: string | null;
  readonly path: string;
  readonly sortOfficial: string;
}

/** A unit for its whole life. */
export interface UnitRecord {
  readonly uid: string;
  readonly level: UnitLevel;
  readonly versions: readonly UnitVersion[];
  /** Null while it is in force. */
  readonly validToBasis: ValidToBasis | null;
  /** The uids that cover its ground since it ended; empty while it is in force. */
  readonly heirs: readonly string[];
}

/** An agency as it was during a period. */
export interface AgencyVersion {
  readonly version: number;
  readonly validFrom: Day;
  readonly validTo: Day;
  readonly name: string;
  readonly nameEn: string;
  readonly unitUid: string;
  readonly parentUid: string | null;
  readonly path: string;
  readonly sortOfficial: string;
}

/** An agency for its whole life. */
export interface AgencyRecord {
  readonly uid: string;
  readonly tier: Tier;
  readonly kind: AgencyKind;
  readonly basis: AgencyBasis;
  readonly versions: readonly AgencyVersion[];
  readonly validToBasis: ValidToBasis | null;
  readonly heirs: readonly string[];
}

/** A link of lineage: on `date`, all or a part of one became (a part of) another. */
export interface Succession {
  readonly fromUid: string;
  readonly toUid: string;
  readonly date: Day;
  readonly extent: 'FULL' | 'PARTIAL';
  readonly kind: LineageKind;
  readonly legalBasis: DocumentReference | null;
}

/** What the import did to a row of its sources, or why it refused it. */
export interface ImportFinding {
  readonly source: string;
  readonly table: string;
  readonly row: string;
  readonly kind: FindingKind;
  readonly messageVi: string;
  readonly messageEn: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** `enum ImportFindingKind`. */
export type FindingKind = 'NAME_NORMALISED' | 'RESOLVED_BY_NAME' | 'CODE_CORRECTED' | 'DUPLICATE' | 'REJECTED';

/** The register in both eras, with how it came about. */
export interface Register {
  readonly units: readonly UnitRecord[];
  readonly unitSuccessions: readonly Succession[];
  readonly agencies: readonly AgencyRecord[];
  readonly agencySuccessions: readonly Succession[];
  readonly findings: readonly ImportFinding[];
}

/** The day of the reform: 34 provinces, no districts (Resolution 202/2025/QH15, Law 72/2025/QH15). */
export const REFORM_DAY: Day = '2025-07-01';
