import { addDays, type Day, OPEN_TO, type Region } from '@phat-ngon/kit';
import { AUDIENCES, type ClassState, type TrainingClassRow } from '../class/training-class.entity.js';
import { PROGRAMME } from './handbook.js';

type Planned = readonly [region: Region, venueUid: string | null, startsOn: Day, fate: ClassState, waitsFor?: string];

/**
 * Venues by uid: `p01-1` is Hà Nội in both eras, `p48-1` the Đà Nẵng and `p79-1` the Hồ Chí Minh City of before the reform; a
 * district and a commune of 2023 among them show how a class stays with the ground it was held on.
 */
const PLANNED: readonly Planned[] = [
  ['NORTH', 'p01-1', '2023-10-17', 'HELD', 'so-tay-1'],
  ['CENTRAL', 'p48-1', '2023-11-07', 'HELD', 'so-tay-1'],
  ['SOUTH', 'p79-1', '2023-11-28', 'HELD', 'so-tay-1'],
  ['NORTH', 'd001-1', '2024-04-16', 'HELD'],
  ['CENTRAL', 'p46-1', '2024-05-21', 'HELD'],
  ['SOUTH', 'p92-1', '2024-06-18', 'HELD'],
  ['NORTH', 'p36-1', '2024-09-10', 'CANCELLED'],
  ['NORTH', 'p36-1', '2024-10-15', 'HELD'],
  ['CENTRAL', 'p64-1', '2024-11-12', 'HELD'],
  ['SOUTH', 'p75-1', '2024-12-03', 'HELD'],
  ['NORTH', 'p22-1', '2025-04-08', 'HELD'],
  ['NORTH', 'c00004-1', '2025-05-13', 'HELD'],
  ['CENTRAL', 'p40-1', '2025-09-16', 'HELD'],
  ['NORTH', 'p01-1', '2025-10-14', 'HELD'],
  ['SOUTH', 'p75-2', '2026-03-17', 'HELD'],
  ['NORTH', 'p38-1', '2026-05-12', 'HELD'],
  ['SOUTH', 'p79-2', '2026-12-08', 'OPEN'],
  ['NORTH', 'p01-1', OPEN_TO, 'WAITING', 'so-tay-2'],
  ['CENTRAL', 'p46-1', OPEN_TO, 'WAITING', 'so-tay-2'],
  ['SOUTH', null, OPEN_TO, 'WAITING', 'so-tay-2'],
  ['NORTH', 'p14-1', '2027-04-13', 'PLANNED'],
];

const REGION_NAMES: Readonly<Record<Region, string>> = { NORTH: 'miền Bắc', CENTRAL: 'miền Trung', SOUTH: 'miền Nam' };
const DAYS_OF_A_CLASS = 3;
const SEATS = 120;

/** A class as it was announced, and the state it has come to since. */
export interface AnnouncedClass {
  readonly row: TrainingClassRow;
  readonly fate: ClassState;
}

/** The classes as they were announced: waiting for an edition, or planned for a day. */
export const ANNOUNCED_CLASSES: readonly AnnouncedClass[] = PLANNED.map(
  ([region, venueUid, startsOn, fate, waitsFor], index) => ({
    fate,
    row: {
      uid: `lop-${String(index + 1).padStart(3, '0')}`,
      version: 1,
      title: titleOf(region, startsOn),
      region,
      venueUid,
      startsOn,
      endsOn: startsOn === OPEN_TO ? null : addDays(startsOn, DAYS_OF_A_CLASS - 1),
      audience: AUDIENCES.filter((_, position) => (index + position) % 2 === 0).join(' '),
      state: waitsFor === undefined ? 'PLANNED' : 'WAITING',
      seats: fate === 'PLANNED' ? null : SEATS,
      waitsFor: waitsFor ?? null,
      programmeUid: PROGRAMME.uid,
      synthetic: 1,
    },
  }),
);

function titleOf(region: Region, startsOn: Day): string {
  const month = startsOn === OPEN_TO ? '' : ` tháng ${Number(startsOn.slice(5, 7))}/${startsOn.slice(0, 4)}`;
  return `Tập huấn truyền thông chính sách ${REGION_NAMES[region]}${month}`;
}
