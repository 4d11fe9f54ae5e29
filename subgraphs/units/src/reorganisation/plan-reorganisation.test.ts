import { type Day, OPEN_TO } from '@phat-ngon/kit';
import type { AgencyRow } from '../agency/agency.entity.js';
import type { ProblemCode } from '../lineage/file-problem.js';
import { readLineageFile } from '../lineage/read-lineage-file.js';
import { agencyRowsOf, unitRowsOf } from '../register-rows.js';
import { buildRegister } from '../seed/build-register.js';
import type { Succession } from '../seed/register.js';
import { becomes, type Cells, FICTIONAL_DECREE, lineageFile, PART } from '../testing/decree-file.js';
import type { UnitRow } from '../unit/unit.entity.js';
import type { HeldRegister, Holder, Outcome } from './decree.js';
import { planReorganisation } from './plan-reorganisation.js';

const DAY: Day = '2027-03-01';
const DOCUMENT = { number: '1/2027/NQ-TEST', title: 'Nghị quyết thử', issuedOn: '2027-01-15' };

/** The register as it was before a day, as if nothing later were known. */
function heldBefore(day: Day): HeldRegister {
  const register = buildRegister();
  const last = <Row extends UnitRow | AgencyRow>(rows: readonly Row[]): readonly Row[] =>
    rows
      .filter((row) => row.validFrom < day && row.validTo >= day)
      .map((row) => ({ ...row, validTo: OPEN_TO, lifeTo: OPEN_TO, heirs: '', validToBasis: null }));
  const known = register.unitSuccessions.map(({ date }) => date).filter((date) => date < day);
  return {
    units: last<UnitRow>(register.units.flatMap(unitRowsOf)),
    agencies: last<AgencyRow>(register.agencies.flatMap(agencyRowsOf)),
    holders: register.units
      .filter(({ level, versions }) => level !== 'COUNTRY' && (versions[0]?.validFrom ?? '') < day)
      .map(({ uid, level, versions }) => ({ uid, level, code: versions[0]?.code }) as Holder),
    latest: known.at(-1) ?? null,
  };
}

let held: HeldRegister;
let old: HeldRegister;
beforeAll(() => {
  held = heldBefore('2026-11-24');
  old = heldBefore('2025-07-01');
});

const plan = (rows: readonly Cells[], on: Day = DAY, register = held) =>
  planReorganisation(readLineageFile(lineageFile(rows)), register, { on, document: DOCUMENT });

/** The plan of a file in whose way nothing stands. */
function sound(rows: readonly Cells[], on: Day = DAY, register = held) {
  const made = plan(rows, on, register);
  if (made.kind === 'refused') throw new Error(JSON.stringify(made.problems, null, 1));
  return made;
}

/** The problems of a file, each as its row, column and code. */
function refusals(rows: readonly Cells[], on: Day = DAY, register = held): readonly string[] {
  const made = plan(rows, on, register);
  if (made.kind === 'sound') throw new Error('nothing stands in the way of the file');
  for (const { messageVi, messageEn } of made.problems) expect([messageVi, messageEn]).not.toContain('');
  return made.problems.map(({ row, column, code }) => `${row} ${column} ${code}`);
}

const one = (row: Cells, code: ProblemCode, column: string | null) =>
  expect(refusals([row])).toContain(`2 ${column} ${code}`);

const uidsOf = ({ ended, begun, changed }: Outcome<{ uid: string }>) => ({
  ended: ended.map(({ after }) => after.uid),
  begun: begun.map(({ uid }) => uid),
  changed: changed.map(({ after }) => after.uid),
});
const told = (links: readonly Succession[]) =>
  links.map(({ fromUid, toUid, extent, kind }) => `${fromUid} > ${toUid} ${extent} ${kind}`);

describe('a unit', () => {
  it('that is merged, or divided, ends; one that is renamed, made another kind or loses a part stays itself', () => {
    const { units } = sound(FICTIONAL_DECREE);
    expect(uidsOf(units.outcome)).toEqual({
      ended: ['c03158-2', 'c03160-2', 'c03164-2'],
      begun: ['c03160-3', 'c03164-3', 'c90001-1', 'c90002-1'],
      changed: ['c03175-2', 'c03253-2'],
    });
    expect(told(units.links)).toEqual([
      'c03158-2 > c03160-3 FULL MERGE',
      'c03160-2 > c03160-3 FULL MERGE',
      'c03164-2 > c03164-3 PARTIAL DIVIDE',
      'c03164-2 > c90001-1 PARTIAL DIVIDE',
      'c03169-2 > c90002-1 PARTIAL SEPARATE',
    ]);
    expect(units.links.every(({ date, legalBasis }) => date === DAY && legalBasis === DOCUMENT)).toBe(true);
  });

  it('that ends leads to what took its ground', () => {
    const { units } = sound(FICTIONAL_DECREE);
    expect(units.outcome.ended.map(({ after }) => [after.uid, after.validTo, after.lifeTo, after.heirs])).toEqual([
      ['c03158-2', DAY, DAY, 'c03160-3'],
      ['c03160-2', DAY, DAY, 'c03160-3'],
      ['c03164-2', DAY, DAY, 'c03164-3 c90001-1'],
    ]);
  });

  it('that changes is a new version with its English name, its kind and its place', () => {
    const { units } = sound([
      becomes('11', ['03175', 'Xã Chà Tở'], ['03175', 'Xã Chà Tở Mới'], { new_name_en: 'New Cha To' }),
      becomes('11', ['03253', 'Xã Tuần Giáo'], ['03253', 'Phường Tuần Giáo']),
      becomes('11', ['03256', 'Xã Mường Ảng'], ['03256', 'Xã Mường Ảng'], { new_province_code: '12' }),
    ]);
    expect(units.outcome.changed.map(({ after }) => after)).toMatchObject([
      {
        uid: 'c03175-2',
        version: 2,
        validFrom: DAY,
        name: 'Xã Chà Tở Mới',
        shortName: 'Chà Tở Mới',
        nameEn: 'New Cha To',
      },
      { uid: 'c03253-2', kind: 'WARD', nameEn: 'Tuan Giao Ward', path: '/vn/p11-1/c03253-2/' },
      { uid: 'c03256-2', parentUid: 'p12-1', path: '/vn/p12-1/c03256-2/', sortOfficial: '12/03256' },
    ]);
  });

  it('under another code is another, renamed or made another kind; on new ground it is established', () => {
    const { units } = sound([
      becomes('11', ['03175', 'Xã Chà Tở'], ['03176', 'Xã Nà Bủng']),
      becomes('11', ['03176', 'Xã Nà Bủng'], ['90003', 'Phường Nà Bủng']),
      becomes('11', ['', ''], ['90004', 'Xã Bãi Mới'], { old_level: 'unincorporated' }),
    ]);
    expect(told(units.links)).toEqual(['c03175-2 > c03176-3 FULL RENAME', 'c03176-2 > c90003-1 FULL RECLASSIFY']);
    expect(uidsOf(units.outcome).begun).toEqual(['c03176-3', 'c90003-1', 'c90004-1']);
  });

  it('that another joins is merged with it: both end', () => {
    const { units } = sound([
      becomes('11', ['03175', 'Xã Chà Tở'], ['03176', 'Xã Nà Bủng'], PART),
      becomes('11', ['03175', 'Xã Chà Tở'], ['03175', 'Xã Chà Tở'], PART),
      becomes('11', ['03176', 'Xã Nà Bủng'], ['03176', 'Xã Nà Bủng']),
    ]);
    expect(told(units.links)).toEqual(['c03175-2 > c03176-3 PARTIAL SEPARATE', 'c03176-2 > c03176-3 FULL MERGE']);
    expect(uidsOf(units.outcome)).toEqual({ ended: ['c03176-2'], begun: ['c03176-3'], changed: [] });
  });
});

describe('a committee', () => {
  it('follows its unit', () => {
    const { agencies } = sound(FICTIONAL_DECREE);
    expect(uidsOf(agencies.outcome)).toEqual({
      ended: ['ubnd-c03158-2', 'ubnd-c03160-2', 'ubnd-c03164-2'],
      begun: ['ubnd-c03160-3', 'ubnd-c03164-3', 'ubnd-c90001-1', 'ubnd-c90002-1'],
      changed: ['ubnd-c03175-2', 'ubnd-c03253-2'],
    });
    expect(agencies.outcome.ended.map(({ after }) => after.heirs)).toEqual([
      'ubnd-c03160-3',
      'ubnd-c03160-3',
      'ubnd-c03164-3 ubnd-c90001-1',
    ]);
    expect(agencies.outcome.begun[0]).toMatchObject({
      name: 'Ủy ban nhân dân xã Mường Nhé',
      parentUid: 'ubnd-p11-1',
      tier: 'COMMUNE',
      basis: 'NORM',
    });
    expect(agencies.outcome.changed.at(-1)?.after).toMatchObject({
      version: 2,
      name: 'Ủy ban nhân dân phường Tuần Giáo',
      nameEn: "People's Committee of Tuan Giao Ward",
    });
    expect(agencies.links).toHaveLength(5);
  });
});

const province = (from: readonly [string, string], to: readonly [string, string], more: Cells = {}): Cells => ({
  ...becomes(from[0], from, to, more),
  old_level: 'province',
  new_province_code: to[0],
});

describe('a province', () => {
  const MERGER = [
    province(['11', 'Tỉnh Điện Biên'], ['12', 'Tỉnh Điện Lai']),
    province(['12', 'Tỉnh Lai Châu'], ['12', 'Tỉnh Điện Lai']),
  ];

  it('that goes whole into another takes along what lies in it and is not named', () => {
    const { units, agencies } = sound([
      ...MERGER,
      becomes('11', ['03158', 'Xã Sín Thầu'], ['03160', 'Xã Mường Nhé'], { new_province_code: '12' }),
      becomes('11', ['03160', 'Xã Mường Nhé'], ['03160', 'Xã Mường Nhé'], { new_province_code: '12' }),
    ]);
    const { ended, begun, changed } = units.outcome;
    expect(ended.map(({ after }) => after.uid)).toEqual(['p11-1', 'p12-1', 'c03158-2', 'c03160-2']);
    expect(begun.map(({ uid, path }) => [uid, path])).toEqual([
      ['p12-2', '/vn/p12-2/'],
      ['c03160-3', '/vn/p12-2/c03160-3/'],
    ]);
    expect(changed).toHaveLength(45 + 38 - 2);
    expect(changed.every(({ after }) => after.parentUid === 'p12-2' && after.path.startsWith('/vn/p12-2/'))).toBe(true);
    const moved = agencies.outcome.changed.filter(({ after }) => after.tier === 'COMMUNE');
    expect(moved).toHaveLength(81);
    expect(moved.every(({ before, after }) => after.parentUid === 'ubnd-p12-2' && after.name === before.name)).toBe(
      true,
    );
  });

  it('that is new has the departments of its era, and specific ones that its predecessors had', () => {
    const { agencies } = sound(MERGER);
    const departments = agencies.outcome.begun.filter(({ tier }) => tier === 'PROVINCIAL_DEPARTMENT');
    expect(departments).toHaveLength(14);
    expect(departments[0]).toMatchObject({
      uid: 'so-van-phong-p12-2',
      name: 'Văn phòng Ủy ban nhân dân tỉnh Điện Lai',
      parentUid: 'ubnd-p12-2',
    });
    expect(departments.map(({ uid }) => uid)).toEqual(
      expect.arrayContaining(['so-ngoai-vu-p12-2', 'so-dan-toc-va-ton-giao-p12-2']),
    );
    const ended = agencies.outcome.ended.map(({ after }) => after);
    expect(ended.filter(({ tier }) => tier === 'PROVINCIAL_DEPARTMENT')).toHaveLength(28);
    expect(ended.find(({ uid }) => uid === 'so-y-te-p11-1')?.heirs).toBe('so-y-te-p12-2');
    expect(told(agencies.links)).toContain('so-y-te-p11-1 > so-y-te-p12-2 FULL MERGE');
  });

  it('that is renamed keeps itself, its agencies and what lies in it; their names follow', () => {
    const { units, agencies } = sound([province(['11', 'Tỉnh Điện Biên'], ['11', 'Thành phố Điện Biên'])]);
    expect(uidsOf(units.outcome)).toEqual({ ended: [], begun: [], changed: ['p11-1'] });
    expect(units.outcome.changed[0]?.after).toMatchObject({ kind: 'MUNICIPALITY', nameEn: 'Dien Bien City' });
    const names = agencies.outcome.changed.map(({ after }) => after.name);
    expect(names).toHaveLength(15);
    expect(names.every((name) => name.endsWith(' thành phố Điện Biên'))).toBe(true);
  });

  it('that is divided has to have all that lies in it named', () => {
    const halves = [
      province(['12', 'Tỉnh Lai Châu'], ['12', 'Tỉnh Lai Bắc'], PART),
      province(['12', 'Tỉnh Lai Châu'], ['13', 'Tỉnh Lai Nam'], PART),
    ];
    expect(refusals(halves)).toEqual(['2 old_code UNITS_LEFT_BELOW']);
    const within = held.units.filter(({ parentUid }) => parentUid === 'p12-1');
    const named = within.map(({ code, name }, at) =>
      becomes('12', [code, name], [code, name], { new_province_code: at % 2 === 0 ? '12' : '13' }),
    );
    const { units, agencies } = sound([...halves, ...named]);
    expect(uidsOf(units.outcome).begun).toEqual(['p12-2', 'p13-1']);
    expect(units.outcome.changed).toHaveLength(38);
    expect(told(agencies.links)).toContain('so-y-te-p12-1 > so-y-te-p13-1 PARTIAL DIVIDE');
  });

  it('that gives off another goes on, and so do its departments', () => {
    const [first] = held.units.filter(({ parentUid }) => parentUid === 'p12-1');
    const { units, agencies } = sound([
      province(['12', 'Tỉnh Lai Châu'], ['12', 'Tỉnh Lai Châu'], PART),
      province(['12', 'Tỉnh Lai Châu'], ['13', 'Tỉnh Lai Nam'], PART),
      becomes('12', [first?.code ?? '', first?.name ?? ''], [first?.code ?? '', first?.name ?? ''], {
        new_province_code: '13',
      }),
    ]);
    expect(uidsOf(units.outcome)).toEqual({ ended: [], begun: ['p13-1'], changed: [first?.uid] });
    expect(told(agencies.links)).toContain('so-y-te-p12-1 > so-y-te-p13-1 PARTIAL SEPARATE');
  });
});

describe('a district, where there are districts', () => {
  const EVE = '2025-06-30';
  it('of islands becomes a special zone; one that is abolished leads to the communes that lay in it', () => {
    const inside = old.units.filter(({ parentUid }) => parentUid === 'd001-1');
    const { units } = sound(
      [
        {
          ...becomes('31', ['318', 'Huyện Bạch Long Vĩ'], ['11948', 'Đặc khu Bạch Long Vĩ']),
          old_level: 'district',
          old_district_code: '318',
        },
        { old_level: 'district', old_code: '001', old_name: 'Quận Ba Đình', old_province_code: '01', extent: 'FULL' },
        ...inside.map(({ code, name }) => becomes('01', [code, name], [code, name])),
      ],
      EVE,
      old,
    );
    expect(told(units.links)).toEqual(['d318-1 > c11948-1 FULL RECLASSIFY']);
    const [islands, abolished] = units.outcome.ended.map(({ after }) => after);
    expect(islands?.heirs).toBe('c11948-1');
    expect(abolished?.heirs.split(' ')).toEqual(inside.map(({ uid }) => uid));
    expect(units.outcome.changed.every(({ after }) => after.parentUid === 'p01-1')).toBe(true);
  });

  it('takes a commune whose row names it', () => {
    const [first] = old.units.filter(({ parentUid }) => parentUid === 'd001-1');
    const names = [first?.code ?? '', first?.name ?? ''] as const;
    const move = (parent: string) => [
      becomes('01', names, names, { old_district_code: '001', new_parent_code: parent }),
    ];
    const { units } = sound(move('002'), EVE, old);
    expect(units.outcome.changed[0]?.after.path).toBe(`/vn/p01-1/d002-1/${first?.uid}/`);
    expect(refusals(move('318'), EVE, old)).toEqual(['2 new_parent_code PARENT_NOT_IN_FORCE']);
  });
});

describe('a file is refused', () => {
  const ROW = becomes('11', ['03175', 'Xã Chà Tở'], ['03175', 'Xã Chà Tở Mới']);

  it('with everything that is wrong at once, each with its row and column', () => {
    expect(
      refusals([
        ROW,
        becomes('11', ['99999', 'Xã Không Có'], ['99999', 'Xã Không Có']),
        becomes('11', ['00013', 'Xã Cũ'], ['03160', 'Xã Mường Nhé']),
        { ...ROW, old_code: '3176' },
        becomes('11', ['03253', 'Xã Tuần Giáo'], ['03253', 'Phường Tuần Giáo'], { new_kind: 'VILLAGE' }),
      ]),
    ).toEqual([
      '3 old_code UNKNOWN_UNIT',
      '4 old_code NOT_IN_FORCE',
      '4 new_code CODE_IN_USE',
      '5 old_code MALFORMED',
      '6 new_kind UNKNOWN_KIND',
    ]);
  });

  it.each([
    ['whose old name is another’s', { old_name: 'Xã Chà Tờ' }, 'NAME_DIFFERS', 'old_name'],
    ['whose old unit lies elsewhere', { old_province_code: '12' }, 'PLACE_DIFFERS', 'old_province_code'],
    ['whose old unit lies in no such district', { old_district_code: '094' }, 'PLACE_DIFFERS', 'old_district_code'],
    ['whose new code somebody has', { new_code: '03176' }, 'CODE_IN_USE', 'new_code'],
    ['whose name tells another kind', { new_kind: 'WARD' }, 'UNKNOWN_KIND', 'new_name'],
    ['whose name tells no kind', { new_name: 'Chà Tở' }, 'UNKNOWN_KIND', 'new_name'],
    ['whose new level is another', { new_code: '103' }, 'LEVELS_DIFFER', 'new_code'],
    ['whose new code is not of its level', { new_level: 'district' }, 'MALFORMED', 'new_code'],
    ['whose new province there is not', { new_province_code: '13' }, 'PARENT_NOT_IN_FORCE', 'new_province_code'],
    ['whose new parent there is not', { new_parent_code: '094' }, 'PARENT_NOT_IN_FORCE', 'new_parent_code'],
    ['that ends a commune', { new_code: '', new_name: '' }, 'LEADS_NOWHERE', 'new_code'],
    ['that leaves out the rest', PART, 'LEADS_NOWHERE', 'extent'],
    ['of an extent there is not', { extent: 'HALF' }, 'MALFORMED', 'extent'],
  ] as const)('%s', (_, cells, code, column) => one({ ...ROW, ...cells }, code, column));

  it('for a row that is there twice, goes over whole and in part, or tells of a new unit otherwise', () => {
    expect(refusals([ROW, ROW])).toContain('3 null DUPLICATE_ROW');
    expect(refusals([ROW, becomes('11', ['03175', 'Xã Chà Tở'], ['90004', 'Xã Mới'], PART)])).toContain(
      '2 extent EXTENTS_DISAGREE',
    );
    expect(refusals([ROW, becomes('11', ['03176', 'Xã Nà Bủng'], ['03175', 'Xã Chà Tở'])])).toContain(
      '3 new_name TWO_NEW_UNITS',
    );
  });

  it('for a day that lies before a reorganisation, or before a change of what it touches', () => {
    expect(refusals([ROW], '2025-06-30')).toContain('null null DAY_TOO_EARLY');
    const ward = becomes('75', ['25270', 'Phường Lộc Ninh'], ['25270', 'Phường Lộc']);
    expect(refusals([ward], '2026-04-30')).toEqual(['2 old_code CHANGED_SINCE']);
    expect(refusals([province(['75', 'Thành phố Đồng Nai'], ['76', 'Thành phố Đồng Nai'])], '2026-04-29')).toContain(
      'null null CHANGED_SINCE',
    );
  });

  it('that would change nothing', () => {
    expect(refusals([becomes('11', ['03175', 'Xã Chà Tở'], ['03175', 'Xã Chà Tở'])])).toEqual([
      'null null NOTHING_CHANGES',
    ]);
    expect(refusals([])).toEqual(['null null NOTHING_CHANGES']);
  });
});
