import {
  type Condition,
  type Day,
  isIn,
  isPlaced,
  type PlacementLoaders,
  type Principal,
  withinPath,
} from '@phat-ngon/kit';

/**
 * What a caller may do about an agency, on the day of the request. A clerk acts for agencies by name and for what lies under them in
 * the line of command; a reviewer answers for the place of an agency, with everything in it; the authority for the country.
 */
export interface Rights {
  /** Reads its records as its own: those that were never verified too, every contact, internal lists. */
  isStaffOf(agencyUid: string): Promise<boolean>;
  /** Changes its records. */
  mayWriteFor(agencyUid: string): Promise<boolean>;
  /** Accepts and returns what it submits. */
  mayReview(agencyUid: string): Promise<boolean>;
  /** The agencies (a column of uids) whose records the caller reads as staff. */
  staffCondition(columnName: string): Promise<Condition>;
}

/** The line of command is four agencies long; more are a cycle. */
const LONGEST_LINE = 10;

/** The rights of a caller. */
export function rightsOf(principal: Principal, placements: PlacementLoaders, today: Day): Rights {
  const isUnder = async (agencyUid: string): Promise<boolean> => {
    let uid: string | null = agencyUid;
    for (let step = 0; uid !== null && step < LONGEST_LINE; step += 1) {
      if (principal.agencies.includes(uid)) return true;
      const agency: { readonly parentUid: string | null } | null = await placements.agencies.load({ uid, day: today });
      uid = agency?.parentUid ?? null;
    }
    return false;
  };
  const placesOfReview = async (): Promise<readonly string[]> => {
    const own = await Promise.all(principal.agencies.map((uid) => placements.agencies.load({ uid, day: today })));
    return own.flatMap((agency) => (isPlaced(agency, today) ? [agency.path] : []));
  };
  const isInReviewedPlace = async (agencyUid: string): Promise<boolean> => {
    const [agency, places] = await Promise.all([
      placements.agencies.load({ uid: agencyUid, day: today }),
      placesOfReview(),
    ]);
    return agency !== null && places.some((place) => agency.path.startsWith(place));
  };
  const mayWriteFor = async (agencyUid: string): Promise<boolean> =>
    principal.role === 'AUTHORITY' || (principal.role === 'CLERK' && (await isUnder(agencyUid)));
  const mayReview = async (agencyUid: string): Promise<boolean> =>
    principal.role === 'AUTHORITY' || (principal.role === 'REVIEWER' && (await isInReviewedPlace(agencyUid)));
  return {
    mayWriteFor,
    mayReview,
    isStaffOf: async (agencyUid) => (await mayWriteFor(agencyUid)) || mayReview(agencyUid),
    staffCondition: async (columnName) => {
      switch (principal.role) {
        case 'AUTHORITY':
          return { sql: '1 = 1', parameters: [] };
        case 'CLERK':
          return underAgencies(columnName, principal.agencies, today);
        case 'REVIEWER':
          return inPlaces(columnName, await placesOfReview(), today);
        default:
          return { sql: '1 = 0', parameters: [] };
      }
    },
  };
}

/** Versions that stand on a day: of the day, or the last of what has ended. */
function standingOn(alias: string, day: Day): Condition {
  return {
    sql: `${alias}.version = (SELECT MAX(w.version) FROM placed_agency w WHERE w.uid = ${alias}.uid AND w.valid_from <= ?)`,
    parameters: [day],
  };
}

function underAgencies(columnName: string, uids: readonly string[], day: Day): Condition {
  const own = isIn('o.uid', uids);
  const standing = standingOn('a', day);
  return {
    sql:
      `${columnName} IN (WITH RECURSIVE line (uid) AS (SELECT o.uid FROM placed_agency o WHERE ${own.sql} ` +
      `UNION SELECT a.uid FROM placed_agency a JOIN line l ON a.parent_uid = l.uid WHERE ${standing.sql}) SELECT l.uid FROM line l)`,
    parameters: [...own.parameters, ...standing.parameters],
  };
}

function inPlaces(columnName: string, paths: readonly string[], day: Day): Condition {
  if (paths.length === 0) return { sql: '1 = 0', parameters: [] };
  const within = paths.map((path) => withinPath('a.path', path));
  const standing = standingOn('a', day);
  return {
    sql: `${columnName} IN (SELECT a.uid FROM placed_agency a WHERE (${within.map((part) => part.sql).join(' OR ')}) AND ${standing.sql})`,
    parameters: [...within.flatMap((part) => part.parameters), ...standing.parameters],
  };
}
