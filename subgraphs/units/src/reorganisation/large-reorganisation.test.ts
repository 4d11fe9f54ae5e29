import { COUNTRY_UID } from '@phat-ngon/kit';
import { ask, countStatements } from '@phat-ngon/kit/testing';
import { becomes, type Cells, lineageFile } from '../testing/decree-file.js';
import { openServices } from '../testing/open-services.js';

interface Unit {
  readonly uid: string;
  readonly code: string;
  readonly name: string;
  readonly children: readonly Unit[];
}

/** Every province joined with the next, and in each every commune with the next: nothing there is today stays. */
function everythingJoined(provinces: readonly Unit[]): readonly Cells[] {
  return inPairs(provinces).flatMap((pair) => {
    const [first] = pair as [Unit];
    const rows = pair.map((province) => ({
      ...becomes(province.code, [province.code, province.name], [first.code, 'Tỉnh Gộp']),
      old_level: 'province',
      new_province_code: first.code,
    }));
    const communes = pair.flatMap((province) =>
      inPairs(province.children).flatMap((two) =>
        two.map(({ code, name }) =>
          becomes(province.code, [code, name], [two[0]?.code ?? '', 'Xã Gộp'], { new_province_code: first.code }),
        ),
      ),
    );
    return [...rows, ...communes];
  });
}

function inPairs<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  return items.flatMap((_, at) => (at % 2 === 0 ? [items.slice(at, at + 2)] : []));
}

it('the whole country is applied in some statements, and every unit of 2023 leads on', async () => {
  await using services = await openServices();
  const data = async (query: string, variables = {}) => {
    const answer = await ask(services.subgraph, query, variables);
    expect(answer.errors).toBeUndefined();
    return answer.data as Record<string, any>;
  };
  const { country } = await data('{ country { children { uid code name children { uid code name } } } }');
  const rows = everythingJoined(country.children);
  expect(rows).toHaveLength(34 + 3_321);
  const file = lineageFile(rows);

  const { body: preview } = await services.preview(file);
  expect(preview.problems).toEqual([]);
  // A commune without a neighbour to join stays itself, and moves along.
  expect(preview.counts?.units.ended).toBeGreaterThan(3_300);
  expect(preview.counts?.agencies.ended).toBe((preview.counts?.units.ended ?? 0) + 34 * 12 + specific(preview));

  const { result, statements } = await countStatements(services.subgraph.database, () =>
    services.apply(file, preview.token ?? ''),
  );
  expect(result.status).toBe(200);
  // Some hundreds of rows a statement: one a row would be twenty thousand.
  expect(statements.length).toBeLessThan(150);

  const after = await data(
    'query ($day: Date) { country(asOf: $day) { children { name } descendants(level: COMMUNE) { totalCount } } }',
    {
      day: preview.on,
    },
  );
  expect(after.country.children).toHaveLength(17);
  expect(after.country.descendants.totalCount).toBe(
    country.children.reduce((sum: number, { children }: Unit) => sum + Math.ceil(children.length / 2), 0),
  );
  services.turnTo(preview.on);
  const old = await data(
    'query ($within: ID) { units(filter: {within: $within, inForce: NO}, asOf: "2025-07-01", first: 1000) { nodes { current { inForce validFrom committee { inForce } } } } }',
    { within: COUNTRY_UID },
  );
  for (const { current } of old.units.nodes) {
    expect(current.length).toBeGreaterThan(0);
    for (const unit of current) expect(unit).toMatchObject({ inForce: true, committee: { inForce: true } });
  }
});

/** The departments that not every province has. */
function specific({
  agencies,
}: {
  readonly agencies: { readonly ended: readonly { readonly uid: string }[] };
}): number {
  return agencies.ended.filter(({ uid }) => /^so-(ngoai-vu|dan-toc-va-ton-giao|du-lich|quy-hoach-kien-truc)-/.test(uid))
    .length;
}
