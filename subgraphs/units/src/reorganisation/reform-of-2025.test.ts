import { COUNTRY_UID, type Day, insertRows, OPEN_TO, type Subgraph, type SubgraphResponse } from '@phat-ngon/kit';
import { ask, openTestSubgraph } from '@phat-ngon/kit/testing';
import { AgencyEntity, type AgencyRow } from '../agency/agency.entity.js';
import { agencyRowsOf, unitRowsOf } from '../register-rows.js';
import { buildRegister } from '../seed/build-register.js';
import { REFORM_DAY, type UnitRecord, type UnitVersion } from '../seed/register.js';
import { units } from '../subgraph.js';
import { type Cells, lineageFile } from '../testing/decree-file.js';
import { openServices } from '../testing/open-services.js';
import { UnitEntity, type UnitRow } from '../unit/unit.entity.js';

const register = buildRegister();
const EVE: Day = '2025-06-30';

const on = (unit: UnitRecord | undefined, day: Day): UnitVersion | undefined =>
  unit?.versions.find(({ validFrom, validTo }) => validFrom <= day && day < validTo);

/** The versions there were by the eve of the reform, as a register would hold them that knows nothing later. */
function heldOnTheEve<Row extends UnitRow | AgencyRow>(rows: readonly Row[]): readonly Row[] {
  const ended = ({ lifeTo }: Row): boolean => lifeTo < REFORM_DAY;
  return rows
    .filter(({ validFrom }) => validFrom < REFORM_DAY)
    .map((row) => {
      const validTo = row.validTo < REFORM_DAY ? row.validTo : OPEN_TO;
      return ended(row) ? row : { ...row, validTo, lifeTo: OPEN_TO, heirs: '', validToBasis: null };
    });
}

/** The reform as a file: a row for each link of the seed, for each unit that it kept, and for each district. */
function reformFile(): string {
  const units = new Map(register.units.map((unit) => [unit.uid, unit]));
  const linked = new Set(register.unitSuccessions.map(({ fromUid }) => fromUid));
  const codes = (version: UnitVersion | undefined, day: Day): readonly string[] =>
    (version?.path ?? '')
      .split('/')
      .slice(2, -1)
      .map((uid) => on(units.get(uid), day)?.code ?? '');
  const row = (from: UnitRecord | undefined, to: UnitRecord | undefined, extent: string): Cells => {
    const [old, fresh] = [on(from, EVE), on(to, REFORM_DAY)];
    const [oldProvince = '', oldDistrict = ''] = codes(old, EVE);
    return {
      old_level: from?.level.toLowerCase() ?? '',
      old_code: old?.code ?? '',
      old_name: old?.name ?? '',
      old_district_code: oldDistrict,
      old_province_code: oldProvince,
      new_code: fresh?.code ?? '',
      new_name: fresh?.name ?? '',
      new_kind: fresh?.kind ?? '',
      new_province_code: codes(fresh, REFORM_DAY)[0] ?? '',
      extent,
    };
  };
  const links = register.unitSuccessions.map(({ fromUid, toUid, extent }) =>
    row(units.get(fromUid), units.get(toUid), extent),
  );
  const others = register.units.filter((unit) => unit.uid !== COUNTRY_UID && on(unit, EVE) && !linked.has(unit.uid));
  const kept = others.filter((unit) => on(unit, REFORM_DAY)).map((unit) => row(unit, unit, 'FULL'));
  const rest = others.filter((unit) => !on(unit, REFORM_DAY));
  const districts = rest.filter(({ level }) => level === 'DISTRICT').map((unit) => row(unit, undefined, 'FULL'));
  // What the sources leave without a row had gone into something: the first unit that covers its ground.
  const gone = rest
    .filter(({ level }) => level === 'COMMUNE')
    .map((unit) => row(unit, units.get(unit.heirs.find((uid) => uid.startsWith('c')) ?? ''), 'FULL'));
  return lineageFile([...links, ...kept, ...districts, ...gone]);
}

/** Each unit of a day by its code, and the agencies that sit in it, whatever their uids. */
async function mapOn(
  subgraph: Subgraph,
  day: Day,
  provinces: ReadonlySet<string>,
): Promise<ReadonlyMap<string, string>> {
  const map = new Map<string, string>();
  const query = `query ($day: Date, $after: String) { units(asOf: $day, first: 1000, after: $after) {
    nodes { code level kind name shortName nameEn region qualifiedName ancestors { code } agencies { tier kind basis name nameEn parent { name } } }
    pageInfo { hasNextPage endCursor } } }`;
  for (let after: string | null = ''; after !== null; ) {
    const { data, errors }: SubgraphResponse = await ask(subgraph, query, { day, after: after || null });
    expect(errors).toBeUndefined();
    const { nodes, pageInfo } = (data as any).units;
    for (const { agencies, ...unit } of nodes) {
      // What a province that was not reorganised made of its departments no file of units says.
      const told = unit.level === 'PROVINCE' && !provinces.has(unit.code) ? agencies.slice(0, 1) : agencies;
      map.set(unit.code, JSON.stringify({ ...unit, agencies: told }));
    }
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  }
  return map;
}

it('the reform of 2025, applied as a file to the register of 2023, gives the map of 2025', async () => {
  await using services = await openServices(null);
  await services.subgraph.database.transaction(async (manager) => {
    await insertRows(manager, UnitEntity, heldOnTheEve(register.units.flatMap(unitRowsOf)));
    await insertRows(manager, AgencyEntity, heldOnTheEve(register.agencies.flatMap(agencyRowsOf)));
  });
  const file = reformFile();
  expect(file.split('\r\n').length).toBeGreaterThan(10_599 + 705 + 63);
  const { body: preview } = await services.preview(file, { on: REFORM_DAY });
  expect(preview.problems).toEqual([]);
  expect((await services.apply(file, preview.token ?? '', { on: REFORM_DAY })).status).toBe(200);

  await using seeded = await openTestSubgraph(units);
  const merged = new Set(preview.units.begun.filter(({ level }) => level === 'PROVINCE').map(({ code }) => code));
  expect(merged.size).toBe(34 - 11);
  const [made, expected] = [
    await mapOn(services.subgraph, REFORM_DAY, merged),
    await mapOn(seeded, REFORM_DAY, merged),
  ];
  expect(made.size).toBe(1 + 34 + 3_321);
  expect([...made].filter(([code, told]) => expected.get(code) !== told)).toEqual([]);
});
