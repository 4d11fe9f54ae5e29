import { addDays, type Day, OPEN_TO, type Region } from '@phat-ngon/kit';
import {
  AUDIENCES,
  type Audience,
  type ClassState,
  type RegistrationRow,
  type TrainingClassRow,
} from '../class/training-class.entity.js';
import type { ChapterRow, EditionRow } from '../handbook/handbook.entity.js';
import type { ProgrammeRow } from '../programme/programme.entity.js';

/** The programme that Directive 07/CT-TTg began. */
export const PROGRAMME: ProgrammeRow = {
  uid: 'truyen-thong-chinh-sach',
  title: 'Truyền thông chính sách và mạng lưới người phát ngôn',
  titleEn: 'Policy communication and the network of spokespersons',
  startedOn: '2023-03-21',
  legalDocuments: 'ct-07-2023 qd-765-2023 cv-2017-2023',
};

/** The editions: the first was issued, for demonstration, before its three classes; the second is in preparation. */
export const EDITIONS: readonly EditionRow[] = [
  {
    uid: 'so-tay-1',
    edition: 1,
    title: 'Sổ tay truyền thông chính sách',
    state: 'ISSUED',
    issuedOn: '2023-10-02',
    synthetic: 1,
  },
  {
    uid: 'so-tay-2',
    edition: 2,
    title: 'Sổ tay truyền thông chính sách, tái bản theo Luật Báo chí 2025',
    state: 'DRAFT',
    issuedOn: null,
    synthetic: 1,
  },
];

const CHAPTER_TITLES = [
  'Truyền thông chính sách là gì',
  'Người phát ngôn và cung cấp thông tin cho báo chí',
  'Truyền thông trong quá trình xây dựng chính sách',
  'Họp báo, thông cáo, trả lời phỏng vấn',
  'Xử lý khủng hoảng truyền thông',
  'Truyền thông ở cơ sở',
] as const;

/** The chapters of every edition. */
export const CHAPTERS: readonly ChapterRow[] = EDITIONS.flatMap(({ uid }) =>
  CHAPTER_TITLES.map((title, index) => ({ editionUid: uid, number: index + 1, title })),
);

type Planned = readonly [region: Region, venueUid: string | null, startsOn: Day, state: ClassState, waitsFor?: string];

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
const DAYS_OF_A_CLASS = 2;
const SEATS = 120;

/** The classes. */
export const CLASSES: readonly TrainingClassRow[] = PLANNED.map(
  ([region, venueUid, startsOn, state, waitsFor], index) => ({
    uid: `lop-${String(index + 1).padStart(3, '0')}`,
    version: 1,
    title: `Tập huấn truyền thông chính sách ${REGION_NAMES[region]}${startsOn === OPEN_TO ? '' : ` tháng ${Number(startsOn.slice(5, 7))}/${startsOn.slice(0, 4)}`}`,
    region,
    venueUid,
    startsOn,
    endsOn: startsOn === OPEN_TO ? null : addDays(startsOn, DAYS_OF_A_CLASS),
    audience: AUDIENCES.filter((_, position) => (index + position) % 2 === 0).join(' '),
    state,
    seats: state === 'PLANNED' ? null : SEATS,
    waitsFor: waitsFor ?? null,
    programmeUid: PROGRAMME.uid,
    synthetic: 1,
  }),
);

/** An agency that may send somebody. */
export interface SendingAgency {
  readonly uid: string;
  readonly validFrom: Day;
  readonly validTo: Day;
}

/**
 * The registrations: every committee of a province in force sends somebody to about one class in two, its first spokesperson to
 * those held; one in eight of those registered does not come.
 */
export function registrationsFor(agencies: readonly SendingAgency[]): readonly RegistrationRow[] {
  return CLASSES.filter((row) => row.state === 'HELD' || row.state === 'OPEN').flatMap((row, classIndex) =>
    agencies
      .filter((agency) => agency.validFrom <= row.startsOn && row.startsOn < agency.validTo)
      .filter((_, index) => (index + classIndex) % 2 === 0)
      .map((agency, index): RegistrationRow => {
        const audiences = row.audience.split(' ') as Audience[];
        return {
          classUid: row.uid,
          agencyUid: agency.uid,
          spokespersonUid: `${agency.uid}.s1`,
          audience: audiences[index % audiences.length] ?? 'AGENCY_COMMS',
          registeredOn: addDays(row.startsOn, -20 - (index % 10)),
          attended: row.state === 'HELD' ? Number(index % 8 !== 7) : null,
        };
      }),
  );
}
