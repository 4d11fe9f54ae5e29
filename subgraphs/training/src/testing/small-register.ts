import {
  type ChangeSource,
  COUNTRY_UID,
  type Day,
  OPEN_FROM,
  OPEN_TO,
  PLACEMENT_TYPES,
  type PlacedAgency,
  type PlacedUnit,
  type SnapshotItem,
} from '@phat-ngon/kit';

const REFORM: Day = '2025-07-01';
const MOVED: Day = '2024-06-01';
const HUE_BECAME_MUNICIPALITY: Day = '2025-01-01';

/** Provinces that kept their uid through the reform. */
export const KEPT = ['p01-1', 'p14-1', 'p22-1', 'p38-1', 'p40-1', 'p46-1'] as const;

/** Provinces that ended with the reform, and what each became part of. */
export const MERGED = {
  'p36-1': 'p37-2',
  'p48-1': 'p48-2',
  'p64-1': 'p52-2',
  'p75-1': 'p75-2',
  'p79-1': 'p79-2',
  'p92-1': 'p92-2',
} as const;

interface Given {
  readonly uid: string;
  readonly path: string;
  readonly level?: PlacedUnit['level'];
  readonly version?: number;
  readonly validFrom?: Day;
  readonly validTo?: Day;
  readonly heirs?: readonly string[];
}

function unit({ uid, path, level = 'PROVINCE', version = 1, ...life }: Given): PlacedUnit {
  return {
    uid,
    version,
    level,
    code: uid.slice(1, 3),
    name: `Đơn vị ${uid}`,
    region: level === 'COUNTRY' ? null : 'NORTH',
    parentUid: path.split('/').at(-3) || null,
    path,
    sortOfficial: uid,
    validFrom: life.validFrom ?? OPEN_FROM,
    validTo: life.validTo ?? OPEN_TO,
    heirs: life.heirs ?? [],
  };
}

function committee(of: PlacedUnit): PlacedAgency {
  const { version, path, sortOfficial, validFrom, validTo } = of;
  return {
    uid: `ubnd-${of.uid}`,
    version,
    tier: 'PROVINCE',
    kind: 'PEOPLES_COMMITTEE',
    name: `UBND ${of.uid}`,
    unitUid: of.uid,
    parentUid: null,
    path,
    sortOfficial,
    validFrom,
    validTo,
  };
}

const COUNTRY = unit({ uid: COUNTRY_UID, path: '/vn/', level: 'COUNTRY' });

const PROVINCES: readonly PlacedUnit[] = [
  ...KEPT.filter((uid) => uid !== 'p46-1').map((uid) => unit({ uid, path: `/vn/${uid}/` })),
  unit({ uid: 'p46-1', path: '/vn/p46-1/', validTo: HUE_BECAME_MUNICIPALITY }),
  unit({ uid: 'p46-1', path: '/vn/p46-1/', version: 2, validFrom: HUE_BECAME_MUNICIPALITY }),
  ...Object.entries(MERGED).flatMap(([uid, heir]) => [
    unit({ uid, path: `/vn/${uid}/`, validTo: REFORM, heirs: [heir] }),
    unit({ uid: heir, path: `/vn/${heir}/`, validFrom: REFORM }),
  ]),
];

/**
 * Ba Đình: the district and a commune of 2023, the commune of today; and a commune that changed its district before it ended, with
 * the commune of today that it became.
 */
const BELOW: readonly PlacedUnit[] = [
  unit({ uid: 'd001-1', path: '/vn/p01-1/d001-1/', level: 'DISTRICT', validTo: REFORM, heirs: ['c00004-2'] }),
  unit({ uid: 'c00004-1', path: '/vn/p01-1/d001-1/c00004-1/', level: 'COMMUNE', validTo: REFORM, heirs: ['c00004-2'] }),
  unit({ uid: 'c00004-2', path: '/vn/p01-1/c00004-2/', level: 'COMMUNE', validFrom: REFORM }),
  unit({ uid: 'd002-1', path: '/vn/p01-1/d002-1/', level: 'DISTRICT', validTo: REFORM, heirs: ['c00008-2'] }),
  unit({ uid: 'c00010-1', path: '/vn/p01-1/d001-1/c00010-1/', level: 'COMMUNE', validTo: MOVED, heirs: ['c00008-2'] }),
  unit({
    uid: 'c00010-1',
    path: '/vn/p01-1/d002-1/c00010-1/',
    level: 'COMMUNE',
    version: 2,
    validFrom: MOVED,
    validTo: REFORM,
    heirs: ['c00008-2'],
  }),
  unit({ uid: 'c00008-2', path: '/vn/p01-1/c00008-2/', level: 'COMMUNE', validFrom: REFORM }),
];

/** A commune of 2023, the one that took its ground, the one that did so since, and the one for which it is decided. */
const AGAIN: readonly PlacedUnit[] = [
  ['c00022-1', OPEN_FROM, REFORM, ['c00022-2']] as const,
  ['c00022-2', REFORM, '2026-06-01', ['c00022-3']] as const,
  ['c00022-3', '2026-06-01', '2030-01-01', ['c00022-4']] as const,
  ['c00022-4', '2030-01-01', OPEN_TO, []] as const,
].map(([uid, validFrom, validTo, heirs]) =>
  unit({ uid, path: `/vn/p01-1/${uid}/`, level: 'COMMUNE', validFrom, validTo, heirs }),
);

/**
 * A register in both eras, small enough to reckon by hand: every venue of the demonstration classes, what has become of it, and
 * the committees of the provinces. It is a change source whose snapshot says it all.
 */
export function smallRegister(): ChangeSource {
  const units = [COUNTRY, ...PROVINCES, ...BELOW, ...AGAIN].map((state) => item(PLACEMENT_TYPES.unit, state));
  const agencies = PROVINCES.map((state) => item(PLACEMENT_TYPES.agency, committee(state)));
  return {
    position: async () => units.length + agencies.length,
    snapshot: async () => ({ items: [...units, ...agencies], next: null }),
    readAfter: async () => [],
  };
}

function item(type: string, state: PlacedUnit | PlacedAgency): SnapshotItem {
  return { type, state };
}
