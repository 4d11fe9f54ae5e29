import { groupRows } from '@phat-ngon/kit';
import type { AgencyRow } from '../agency/agency.entity.js';
import type { FileProblem } from '../lineage/file-problem.js';
import type { LineageKind, Succession } from '../seed/register.js';
import type { UnitRow } from '../unit/unit.entity.js';
import type { Preview } from './apply-reorganisation.js';
import type { Changed, Outcome } from './decree.js';
import type { ReorganisationPlan } from './plan-reorganisation.js';

/** How many of a kind end, begin and change. */
export interface OutcomeCounts {
  readonly ended: number;
  readonly begun: number;
  readonly changed: number;
}

/** A unit in a preview, as it was or will be. */
export interface PreviewedUnit {
  readonly uid: string;
  readonly level: string;
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly parentUid: string | null;
}

/** An agency in a preview. */
export interface PreviewedAgency {
  readonly uid: string;
  readonly tier: string;
  readonly name: string;
}

/** A preview as it is told: what ends, begins and changes, or everything that stands in the way. */
export interface ToldPreview {
  /** What to apply it by; null while something stands in the way. */
  readonly token: string | null;
  readonly on: string;
  readonly document: ReorganisationPlan['decree']['document'];
  readonly problems: readonly FileProblem[];
  readonly counts: { readonly units: OutcomeCounts; readonly agencies: OutcomeCounts } | null;
  readonly units: {
    /** With the uids of what takes its ground, and how. */
    readonly ended: readonly (PreviewedUnit & {
      readonly kinds: readonly LineageKind[];
      readonly heirs: readonly string[];
    })[];
    readonly begun: readonly (PreviewedUnit & {
      readonly kinds: readonly LineageKind[];
      readonly origins: readonly string[];
    })[];
    readonly changed: readonly { readonly before: PreviewedUnit; readonly after: PreviewedUnit }[];
  };
  readonly agencies: {
    /** With the uids of who answers instead, and of the agencies there are today that those are, or stand below. */
    readonly ended: readonly (PreviewedAgency & {
      readonly heirs: readonly string[];
      readonly answering: readonly string[];
    })[];
    readonly begun: readonly PreviewedAgency[];
    readonly changed: readonly { readonly before: PreviewedAgency; readonly after: PreviewedAgency }[];
  };
}

const NOTHING = { ended: [], begun: [], changed: [] } as const;

/** Tells a preview. */
export function describePlan({ plan, token }: Preview): ToldPreview {
  const { on, document } = plan.decree;
  if (plan.kind === 'refused')
    return { token, on, document, problems: plan.problems, counts: null, units: NOTHING, agencies: NOTHING };
  const { units, agencies } = plan;
  return {
    token,
    on,
    document,
    problems: [],
    counts: { units: countsOf(units.outcome), agencies: countsOf(agencies.outcome) },
    units: toldUnits(units.outcome, units.links),
    agencies: toldAgencies(agencies.outcome),
  };
}

function countsOf({ ended, begun, changed }: Outcome<unknown>): OutcomeCounts {
  return { ended: ended.length, begun: begun.length, changed: changed.length };
}

function toldUnits({ ended, begun, changed }: Outcome<UnitRow>, links: readonly Succession[]): ToldPreview['units'] {
  const from = groupRows(links, (link) => link.fromUid);
  const to = groupRows(links, (link) => link.toUid);
  return {
    ended: ended.map(({ after }) => ({
      ...unitOf(after),
      kinds: kindsOf(from.get(after.uid), 'ABOLISH'),
      heirs: split(after.heirs),
    })),
    begun: begun.map((row) => ({
      ...unitOf(row),
      kinds: kindsOf(to.get(row.uid), 'ESTABLISH'),
      origins: (to.get(row.uid) ?? []).map(({ fromUid }) => fromUid),
    })),
    changed: changed.map((pair) => bothOf(pair, unitOf)),
  };
}

function kindsOf(links: readonly Succession[] | undefined, without: LineageKind): readonly LineageKind[] {
  return links === undefined ? [without] : [...new Set(links.map(({ kind }) => kind))];
}

function toldAgencies({ ended, begun, changed }: Outcome<AgencyRow>): ToldPreview['agencies'] {
  const isNew = new Map(begun.map((row) => [row.uid, row]));
  /** A new agency has nobody yet: until it has, the one above it answers. */
  const answering = (uid: string | null): string | null => {
    const row = uid === null ? undefined : isNew.get(uid);
    return row === undefined ? uid : answering(row.parentUid);
  };
  return {
    ended: ended.map(({ after }) => {
      const heirs = split(after.heirs);
      return { ...agencyOf(after), heirs, answering: [...new Set(heirs.flatMap((uid) => answering(uid) ?? []))] };
    }),
    begun: begun.map(agencyOf),
    changed: changed.map((pair) => bothOf(pair, agencyOf)),
  };
}

function unitOf({ uid, level, code, name, kind, parentUid }: UnitRow): PreviewedUnit {
  return { uid, level, code, name, kind, parentUid };
}

function agencyOf({ uid, tier, name }: AgencyRow): PreviewedAgency {
  return { uid, tier, name };
}

function bothOf<Row, Told>({ before, after }: Changed<Row>, told: (row: Row) => Told): { before: Told; after: Told } {
  return { before: told(before), after: told(after) };
}

function split(uids: string): readonly string[] {
  return uids.split(' ').filter((uid) => uid !== '');
}
