/** The five tiers of the national target, in their order (`enum Tier`). */
export const TIERS = ['CENTRAL', 'PROVINCE', 'PROVINCIAL_DEPARTMENT', 'DISTRICT', 'COMMUNE'] as const;

/** One of {@link TIERS}. */
export type Tier = (typeof TIERS)[number];

/** The levels of administrative units (`enum UnitLevel`). */
export type UnitLevel = 'COUNTRY' | 'PROVINCE' | 'DISTRICT' | 'COMMUNE';

/** The parts of the country (`enum Region`). */
export type Region = 'NORTH' | 'CENTRAL' | 'SOUTH';

/** `enum Scope`. */
export type Scope = 'OWN' | 'SUBTREE';

/** The uid of the country, the root of every path. */
export const COUNTRY_UID = 'vn';

/** The path of the country; a unit's path is its parent's, its own uid and a slash: `/vn/p01-1/c00004-2/`. */
export const COUNTRY_PATH = '/vn/';
