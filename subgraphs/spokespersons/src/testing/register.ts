import { type ChangeSource, OPEN_FROM, OPEN_TO, type PlacedAgency, type PlacedUnit } from '@phat-ngon/kit';

/** The day the districts ended. */
export const REFORM: PlacedUnit['validFrom'] = '2025-07-01';

const UNTIL_REFORM = { version: 1, validFrom: OPEN_FROM, validTo: REFORM } as const;
const SINCE_REFORM = { version: 1, validFrom: REFORM, validTo: OPEN_TO } as const;
const ALWAYS = { version: 1, validFrom: OPEN_FROM, validTo: OPEN_TO } as const;

type Period = Pick<PlacedUnit, 'version' | 'validFrom' | 'validTo'>;

function unit(level: PlacedUnit['level'], path: string, period: Period, heirs: readonly string[] = []): PlacedUnit {
  const uids = path.split('/').filter((part) => part !== '');
  const uid = uids.at(-1) ?? '';
  const region = level === 'COUNTRY' ? null : 'NORTH';
  return {
    ...{ uid, level, region, path, heirs, ...period },
    ...{ code: uid, name: uid, parentUid: uids.at(-2) ?? null, sortOfficial: path },
  };
}

/** Two provinces of 2023, one of which merges into a new one; two districts, three communes then and two now. */
export const UNITS: readonly PlacedUnit[] = [
  unit('COUNTRY', '/vn/', ALWAYS),
  unit('PROVINCE', '/vn/p01-1/', ALWAYS),
  unit('DISTRICT', '/vn/p01-1/d001-1/', UNTIL_REFORM, ['c004-2']),
  unit('COMMUNE', '/vn/p01-1/d001-1/c001-1/', UNTIL_REFORM, ['c004-2']),
  unit('COMMUNE', '/vn/p01-1/d001-1/c004-1/', UNTIL_REFORM, ['c004-2']),
  unit('COMMUNE', '/vn/p01-1/c004-2/', SINCE_REFORM),
  unit('PROVINCE', '/vn/p02-1/', UNTIL_REFORM, ['p08-2']),
  unit('DISTRICT', '/vn/p02-1/d024-1/', UNTIL_REFORM, ['p08-2']),
  unit('COMMUNE', '/vn/p02-1/d024-1/c688-1/', UNTIL_REFORM),
  unit('PROVINCE', '/vn/p08-2/', SINCE_REFORM),
  unit('COMMUNE', '/vn/p08-2/c688-1/', { ...SINCE_REFORM, version: 2 }),
];

type Placed = Pick<PlacedAgency, 'uid' | 'tier' | 'name'> & {
  readonly parent?: string;
  readonly path: string;
} & Period;

function agency({ parent, path, ...placed }: Placed): PlacedAgency {
  const unitUid = path.split('/').at(-2) ?? '';
  const kind = placed.tier === 'CENTRAL' ? 'MINISTRY' : 'PEOPLES_COMMITTEE';
  const rank = placed.tier === 'CENTRAL' ? '0' : '1';
  return {
    ...placed,
    ...{ kind, unitUid, path, parentUid: parent ?? null, sortOfficial: `${rank}${path}${placed.uid}` },
  };
}

const central = (uid: string, name: string, period: Period): PlacedAgency =>
  agency({ uid, name, tier: 'CENTRAL', path: '/vn/', ...period });
const province = (uid: string, name: string, period: Period): PlacedAgency =>
  agency({ uid, name, tier: 'PROVINCE', path: `/vn/${uid.slice(3)}/`, ...period });
const department = (uid: string, name: string, place: string, period: Period): PlacedAgency =>
  agency({ uid, name, tier: 'PROVINCIAL_DEPARTMENT', parent: `ub-${place}`, path: `/vn/${place}/`, ...period });
const district = (uid: string, name: string, path: string): PlacedAgency =>
  agency({ uid, name, tier: 'DISTRICT', parent: `ub-${path.split('/')[2]}`, path, ...UNTIL_REFORM });
const commune = (uid: string, name: string, path: string, period: Period): PlacedAgency =>
  agency({ uid, name, tier: 'COMMUNE', parent: `ub-${path.split('/').at(-3)}`, path, ...period });

/** Fifteen agencies: twelve in force in 2023, eight today. `ub-c688-1` lives on under another province. */
export const AGENCIES: readonly PlacedAgency[] = [
  central('bo-thong-tin-va-truyen-thong', 'Bộ Thông tin và Truyền thông', {
    ...UNTIL_REFORM,
    validTo: '2025-03-01',
  }),
  central('bo-van-hoa-the-thao-va-du-lich', 'Bộ Văn hóa, Thể thao và Du lịch', ALWAYS),
  province('ub-p01-1', 'UBND thành phố Hà Nội', ALWAYS),
  department('so-y-te-p01-1', 'Sở Y tế thành phố Hà Nội', 'p01-1', ALWAYS),
  department('so-van-hoa-p01-1', 'Sở Văn hóa và Thể thao thành phố Hà Nội', 'p01-1', ALWAYS),
  district('ub-d001-1', 'UBND quận Ba Đình', '/vn/p01-1/d001-1/'),
  commune('ub-c001-1', 'UBND phường Phúc Xá', '/vn/p01-1/d001-1/c001-1/', UNTIL_REFORM),
  commune('ub-c004-1', 'UBND phường Trúc Bạch', '/vn/p01-1/d001-1/c004-1/', UNTIL_REFORM),
  commune('ub-c004-2', 'UBND phường Ba Đình', '/vn/p01-1/c004-2/', SINCE_REFORM),
  province('ub-p02-1', 'UBND tỉnh Hà Giang', UNTIL_REFORM),
  department('so-y-te-p02-1', 'Sở Y tế tỉnh Hà Giang', 'p02-1', UNTIL_REFORM),
  district('ub-d024-1', 'UBND thành phố Hà Giang', '/vn/p02-1/d024-1/'),
  commune('ub-c688-1', 'UBND xã Ngọc Đường', '/vn/p02-1/d024-1/c688-1/', UNTIL_REFORM),
  province('ub-p08-2', 'UBND tỉnh Tuyên Quang', SINCE_REFORM),
  commune('ub-c688-1', 'UBND xã Ngọc Đường', '/vn/p08-2/c688-1/', { ...SINCE_REFORM, version: 2 }),
  department('so-y-te-p08-2', 'Sở Y tế tỉnh Tuyên Quang', 'p08-2', SINCE_REFORM),
];

/** A register that does not change, as a subgraph learns it. */
export function sourceOf(agencies: readonly PlacedAgency[], units: readonly PlacedUnit[]): ChangeSource {
  return {
    position: async () => 1,
    snapshot: async () => ({
      items: [
        ...units.map((state) => ({ type: 'unit', state })),
        ...agencies.map((state) => ({ type: 'agency', state })),
      ],
      next: null,
    }),
    readAfter: async () => [],
  };
}
