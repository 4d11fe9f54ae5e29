import { countOf, type Database } from '@phat-ngon/kit';
import { type ReadStatement, statementsRead } from '@phat-ngon/kit/testing';
import type { SubgraphName } from '../../scripts/src/definitions.js';
import { productQuestions } from '../bench/queries/product-questions.js';
import type { Question } from '../bench/queries/question.js';
import { type EmbeddedStack, startEmbedded } from '../harness/start-embedded.js';
import { type Access, planOf } from '../harness/statement-plan.js';

const NAMES: readonly SubgraphName[] = ['units', 'spokespersons', 'training'];
/** A table of fewer rows than this is as quickly read whole as looked into. */
const LARGE = 1_000;

/** What several callers ask of different places at once goes to a subgraph together. */
const TOGETHER: Question = {
  ...{ name: 'together', title: 'figures of two provinces' },
  query:
    'query ($one: ID!, $other: ID!) { one: unit(uid: $one) { coverage { covered } } other: unit(uid: $other) { coverage { covered } } }',
  variables: [{ one: 'p01-1', other: 'p79-1' }],
};
const questions = [...productQuestions({ communes: ['c00004-2'], provinces: ['p01-1'] }), TOGETHER];

let stack: EmbeddedStack;
let partner: string;
/** The large tables of each subgraph, with their numbers of rows. */
const large = new Map<SubgraphName, ReadonlyMap<string, number>>();
beforeAll(async () => {
  stack = await startEmbedded();
  partner = await stack.token({ role: 'PARTNER', costLimit: null });
  for (const name of NAMES) large.set(name, await largeTables(stack.subgraphs[name].database));
});
afterAll(() => stack[Symbol.asyncDispose]());

async function tableNames({ dialect, reader }: Database): Promise<readonly string[]> {
  const sql =
    dialect === 'sqlite'
      ? "SELECT name FROM sqlite_schema WHERE type = 'table'"
      : 'SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()';
  return ((await reader.query(sql)) as readonly { readonly name: string }[]).map(({ name }) => name);
}

async function largeTables(database: Database): Promise<ReadonlyMap<string, number>> {
  const found = new Map<string, number>();
  for (const table of await tableNames(database)) {
    // What is known of a table is brought up to date, as a server does by itself some time after it was filled.
    if (database.dialect === 'mysql') await database.reader.query(`ANALYZE TABLE ${table}`);
    const rows = await countOf(database, `SELECT COUNT(*) AS n FROM ${table}`, []);
    if (rows >= LARGE) found.set(table, rows);
  }
  return found;
}

/** What each subgraph read with while a work was done, each text once. */
async function readWith(
  work: () => Promise<unknown>,
  names: readonly SubgraphName[] = NAMES,
): Promise<Readonly<Partial<Record<SubgraphName, readonly ReadStatement[]>>>> {
  const [name, ...others] = names;
  if (name === undefined) {
    await work();
    return {};
  }
  const { result, statements } = await statementsRead(stack.subgraphs[name].database, () => readWith(work, others));
  const own = statements.filter(({ sql }) => !/change_(?:log|counter)/.test(sql));
  return { ...result, [name]: [...new Map(own.map((statement) => [statement.sql, statement])).values()] };
}

/** What a question reads with, on SQLite and on a server alike: `subgraph table index`. */
const INDEXES: Readonly<Record<string, readonly string[]>> = {
  point: [
    'units unit_version PRIMARY',
    'units agency_version agency_version_unit',
    'spokespersons placed_agency PRIMARY',
    'spokespersons spokesperson spokesperson_agency',
  ],
  commune: [
    'units unit_version PRIMARY',
    'units succession succession_to',
    'units agency_version agency_version_unit',
    'units agency_version PRIMARY',
    'spokespersons placed_unit PRIMARY',
    'spokespersons placed_agency PRIMARY',
    'spokespersons placed_agency placed_agency_path',
    'spokespersons spokesperson spokesperson_agency',
    'spokespersons confirmation PRIMARY',
    'spokespersons contact_point PRIMARY',
    'training placed_unit PRIMARY',
  ],
  province: [
    'units unit_version PRIMARY',
    'units unit_version unit_version_parent',
    'units agency_version agency_version_unit',
    'spokespersons placed_agency PRIMARY',
    'spokespersons spokesperson spokesperson_agency',
    'spokespersons confirmation PRIMARY',
  ],
  mixed: [
    'units unit_version PRIMARY',
    'units agency_version agency_version_unit',
    'units agency_version PRIMARY',
    'spokespersons placed_unit PRIMARY',
    'spokespersons placed_agency PRIMARY',
    'spokespersons placed_agency placed_agency_path',
    'spokespersons spokesperson spokesperson_agency',
    'spokespersons confirmation PRIMARY',
    'training placed_unit PRIMARY',
  ],
  national: [
    'units unit_version PRIMARY',
    'units unit_version unit_version_parent',
    'units agency_version agency_version_unit',
    'spokespersons placed_agency PRIMARY',
  ],
  together: [
    'units unit_version PRIMARY',
    'spokespersons placed_unit PRIMARY',
    'spokespersons placed_agency placed_agency_path',
    'spokespersons spokesperson spokesperson_agency',
    'spokespersons confirmation PRIMARY',
  ],
};
/** Where there is more than one good way, which a database chooses by what it knows of its rows. */
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  mixed: ['spokespersons placed_agency placed_agency_order', 'spokespersons spokesperson spokesperson_begun'],
  national: ['spokespersons spokesperson spokesperson_agency', 'spokespersons spokesperson spokesperson_begun'],
  together: ['spokespersons placed_agency PRIMARY'],
};

/** What is read whole must be most of what is asked for, or be walked in the order of an index up to the end of a page. */
const MOST = 0.5;

async function readsTooMuch(name: SubgraphName, statement: ReadStatement, access: Access): Promise<boolean> {
  if (!access.whole || (access.index !== null && statement.sql.endsWith('LIMIT ?'))) return false;
  const rows: readonly unknown[] = await stack.subgraphs[name].database.reader.query(statement.sql, [
    ...statement.parameters,
  ]);
  return rows.length < MOST * (large.get(name)?.get(access.table) ?? 0);
}

describe('how a database comes to the rows of an answer', () => {
  it.each(questions)('$title: by the indexes that are there for it', async ({ name: question, query, variables }) => {
    const read = await readWith(async () => {
      const { data, errors } = await stack.ask(query, variables[0], partner);
      expect({ errors, isThere: Object.values(data)[0] !== null }).toEqual({ errors: undefined, isThere: true });
    });
    const [used, tooMuch] = [new Set<string>(), new Set<string>()];
    for (const name of NAMES)
      for (const statement of read[name] ?? [])
        for (const access of await planOf(stack.subgraphs[name].database, statement)) {
          if (!large.get(name)?.has(access.table)) continue;
          if (await readsTooMuch(name, statement, access)) tooMuch.add(statement.sql);
          if (access.index !== null) used.add(`${name} ${access.table} ${access.index}`);
        }
    expect([...tooMuch]).toEqual([]);
    const expected = INDEXES[question] ?? [];
    expect([...used].filter((each) => !(CHOICES[question] ?? []).includes(each)).sort()).toEqual([...expected].sort());
  });
});
