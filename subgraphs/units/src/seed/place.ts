import { COUNTRY_PATH, COUNTRY_UID, type Region, type UnitLevel } from '@phat-ngon/kit';

/** Where a unit stands: its path, its place in the official order, its part of the country. */
export interface Place {
  readonly uid: string;
  readonly path: string;
  readonly sortOfficial: string;
  readonly region: Region | null;
}

/** The place of the country, above every other. */
export const COUNTRY_PLACE: Place = { uid: COUNTRY_UID, path: COUNTRY_PATH, sortOfficial: '.', region: null };

const LETTERS = { PROVINCE: 'p', DISTRICT: 'd', COMMUNE: 'c' } as const;

/** The uid of a unit: the level's letter, the code and the holder's ordinal (`c00004-2` held the code 00004 second). */
export function unitUid(level: Exclude<UnitLevel, 'COUNTRY'>, code: string, ordinal: number): string {
  return `${LETTERS[level]}${code}-${ordinal}`;
}

/** Which holder of its code a uid is; 0 for one that is not formed so. */
export function ordinalOf(uid: string): number {
  return Number(/-(\d+)$/.exec(uid)?.[1] ?? 0);
}

/** The place of a unit below another. A province has the region of its code, whatever lies in it has the province's. */
export function placeBelow(parent: Place, uid: string, code: string): Place {
  const isProvince = parent.uid === COUNTRY_UID;
  return {
    uid,
    path: `${parent.path}${uid}/`,
    sortOfficial: isProvince ? code : `${parent.sortOfficial}/${code}`,
    region: isProvince ? regionOf(code) : parent.region,
  };
}

/** North to Ninh Bình (37), Centre from Thanh Hóa (38) to Lâm Đồng (68), South from Bình Phước (70): the codes run from north to south. */
function regionOf(provinceCode: string): Region {
  const number = Number(provinceCode);
  if (number <= 37) return 'NORTH';
  return number <= 68 ? 'CENTRAL' : 'SOUTH';
}
