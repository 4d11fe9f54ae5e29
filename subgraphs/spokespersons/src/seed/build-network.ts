import { addDays, type Day, OPEN_FROM, OPEN_TO, type PlacedAgencyRow, type Tier } from '@phat-ngon/kit';
import type { FocalPointState, OfficerState } from '../keeping/staff.keepers.js';
import type { SpokespersonRecord } from '../record.js';
import { buildRecord } from './build-records.js';
import { Draws } from './draws.js';
import { fictionalName, staffPositionOf } from './fictional-people.js';
import { FIGURES_DAY, type Joining, joiningOf, SEED_END, type Term, termsOf } from './terms.js';

/** The number that fixes the demonstration data. */
const SEED_NUMBER = 12_542;

/** An agency's life, from its versions. */
interface AgencyLife {
  readonly uid: string;
  readonly tier: Tier;
  readonly lifeFrom: Day;
  readonly lifeTo: Day;
}

/** The fictional network. */
export interface Network {
  readonly records: readonly SpokespersonRecord[];
  readonly focalPoints: readonly FocalPointState[];
  readonly officers: readonly OfficerState[];
}

/** Builds the network for the agencies of a register: the same for the same agencies, whatever the order of their versions. */
export function buildNetwork(versions: readonly PlacedAgencyRow[]): Network {
  const agencies = livesOf(versions);
  const places = placesOf(agencies);
  const records: SpokespersonRecord[] = [];
  const focalPoints: FocalPointState[] = [];
  const officers: OfficerState[] = [];
  for (const agency of agencies) {
    const draws = new Draws(`${SEED_NUMBER}:${agency.uid}`);
    const ofTier = places.sizes.get(agency.tier) ?? 0;
    const joined = joiningOf({ ...agency, place: places.of.get(agency.uid) ?? null, ofTier }, draws);
    const own = [...(joined === null ? [] : speakers(agency, joined, draws)), ...heads(agency, joined, draws)];
    records.push(...own, ...(joined === null ? [] : otherRoles(agency, joined, draws)));
    if (joined === null) continue;
    focalPoints.push(
      ...posts(
        agency,
        joined,
        own.findLast((record) => record.role === 'SPOKESPERSON'),
        draws,
      ),
    );
    officers.push(...staff(agency, joined, draws));
  }
  return { records, focalPoints, officers };
}

function livesOf(versions: readonly PlacedAgencyRow[]): readonly AgencyLife[] {
  const lives = new Map<string, AgencyLife>();
  for (const { uid, tier, validFrom, validTo } of versions) {
    const known = lives.get(uid);
    lives.set(uid, {
      uid,
      tier,
      lifeFrom: known && known.lifeFrom < validFrom ? known.lifeFrom : validFrom,
      lifeTo: known && known.lifeTo > validTo ? known.lifeTo : validTo,
    });
  }
  return [...lives.values()].sort((a, b) => (a.uid < b.uid ? -1 : 1));
}

/** The order in which the agencies of each tier join, drawn among those in force on the day of the reported figures. */
function placesOf(agencies: readonly AgencyLife[]): {
  readonly of: ReadonlyMap<string, number>;
  readonly sizes: ReadonlyMap<Tier, number>;
} {
  const drawn = agencies
    .filter((agency) => agency.lifeFrom <= FIGURES_DAY && FIGURES_DAY < agency.lifeTo)
    .map((agency) => ({ agency, draw: new Draws(`${SEED_NUMBER}:place:${agency.uid}`).share() }))
    .sort((a, b) => a.draw - b.draw);
  const of = new Map<string, number>();
  const sizes = new Map<Tier, number>();
  for (const { agency } of drawn) {
    const place = sizes.get(agency.tier) ?? 0;
    of.set(agency.uid, place);
    sizes.set(agency.tier, place + 1);
  }
  return { of, sizes };
}

function speakers(agency: AgencyLife, joined: Joining, draws: Draws): readonly SpokespersonRecord[] {
  return termsOf(joined.day, agency.lifeTo, draws).map((term, index) =>
    buildRecord(
      {
        agencyUid: agency.uid,
        tier: agency.tier,
        role: 'SPOKESPERSON',
        uid: `${agency.uid}.s${index + 1}`,
        term,
        verifiedFrom: index === 0 ? joined.verifiedFrom : term.from,
      },
      draws,
    ),
  );
}

/** Heads of one agency in four that joined, and of few that did not: those are reached by their head alone. */
function heads(agency: AgencyLife, joined: Joining | null, draws: Draws): readonly SpokespersonRecord[] {
  if (!draws.chance(joined === null ? 0.08 : 0.25)) return [];
  const begins = agency.lifeFrom === OPEN_FROM ? '2023-02-01' : agency.lifeFrom;
  const from = joined?.day ?? addDays(begins, draws.between(1, 90));
  if (from >= agency.lifeTo || from >= SEED_END) return [];
  const frame = { agencyUid: agency.uid, tier: agency.tier, role: 'HEAD', verifiedFrom: from } as const;
  return [buildRecord({ ...frame, uid: `${agency.uid}.h1`, term: { from, to: agency.lifeTo } }, draws)];
}

const SENIOR_TIERS: readonly Tier[] = ['CENTRAL', 'PROVINCE', 'PROVINCIAL_DEPARTMENT'];

/** Authorisations for one matter, some of them for five years as records in the wild have it, and people who coordinate. */
function otherRoles(agency: AgencyLife, joined: Joining, draws: Draws): readonly SpokespersonRecord[] {
  const isSenior = SENIOR_TIERS.includes(agency.tier);
  const role = draws.chance(0.6) ? 'AUTHORIZED' : 'COORDINATING';
  if (!draws.chance(isSenior ? 0.12 : 0.01)) return [];
  const from = addDays(joined.day, draws.between(30, 500));
  const days = draws.chance(0.1) ? 5 * 365 : draws.between(20, 240);
  const to = addDays(from, days);
  const term: Term = { from, to: to < agency.lifeTo ? to : agency.lifeTo };
  if (from >= agency.lifeTo || from >= SEED_END) return [];
  const uid = `${agency.uid}.${role === 'AUTHORIZED' ? 'a' : 'c'}1`;
  return [buildRecord({ agencyUid: agency.uid, tier: agency.tier, role, uid, term, verifiedFrom: from }, draws)];
}

/** A desk without a name, a post the spokesperson holds, and now and then a vacant one. */
function posts(
  agency: AgencyLife,
  joined: Joining,
  holder: SpokespersonRecord | undefined,
  draws: Draws,
): readonly FocalPointState[] {
  if (!SENIOR_TIERS.includes(agency.tier)) return [];
  const period = { validFrom: joined.day, validTo: agency.lifeTo, ...verifiedOn(joined.day) };
  const desk = {
    uid: `${agency.uid}.d1`,
    agencyUid: agency.uid,
    name: 'Bộ phận cung cấp thông tin cho báo chí',
    holderUid: null,
    ...period,
  };
  if (!draws.chance(0.5)) return [desk];
  const isVacant = draws.chance(0.2);
  return [
    desk,
    {
      uid: `${agency.uid}.d2`,
      agencyUid: agency.uid,
      name: 'Đầu mối phát ngôn',
      holderUid: isVacant ? null : (holder?.uid ?? null),
      ...period,
    },
  ];
}

/** Posts and staff of the demonstration data wait for nobody. */
function verifiedOn(day: Day): Pick<FocalPointState, 'recordedOn' | 'publishedOn' | 'reviewState' | 'synthetic'> {
  return { recordedOn: day, publishedOn: day, reviewState: 'VERIFIED', synthetic: true };
}

const STAFF_OF: Readonly<Record<Tier, number>> = {
  CENTRAL: 3,
  PROVINCE: 2,
  PROVINCIAL_DEPARTMENT: 1,
  DISTRICT: 0,
  COMMUNE: 0,
};

function staff(agency: AgencyLife, joined: Joining, draws: Draws): readonly OfficerState[] {
  return Array.from({ length: STAFF_OF[agency.tier] }, (_, index) => {
    const fullName = fictionalName(draws);
    return {
      uid: `${agency.uid}.t${index + 1}`,
      agencyUid: agency.uid,
      fullName,
      positionTitle: staffPositionOf(agency.tier),
      validFrom: joined.day,
      validTo: agency.lifeTo === OPEN_TO ? OPEN_TO : agency.lifeTo,
      ...verifiedOn(joined.day),
    };
  });
}
