import { EntitySchema, type MigrationInterface, type QueryRunner } from 'typeorm';
import {
  column,
  DatabaseRefusedError,
  encodeViewId,
  httpChangeSource,
  IDENTITY_HEADER,
  OPEN_FROM,
  OPEN_TO,
  openDatabase,
  type PlacedAgency,
  PlacedAgencyEntity,
  type SubgraphDefinition,
  serveSubgraph,
  signSiblingHeader,
  table,
} from './index.js';
import { ask, countStatements, openTestSubgraph, temporaryDatabase } from './testing.js';

interface Note {
  readonly id: string;
  readonly text: string;
}
const NoteEntity = new EntitySchema<Note>({
  name: 'Note',
  tableName: 'note',
  columns: { id: { type: 'varchar', primary: true }, text: { type: 'varchar' } },
});
class Notes1780000001000 implements MigrationInterface {
  readonly name = 'Notes1780000001000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(table('note', [column.text('id', 40), column.text('text', 100)], { primary: ['id'] }));
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('note');
  }
}

const agency = (
  uid: string,
  version: number,
  name: string,
  validFrom = OPEN_FROM,
  validTo = OPEN_TO,
): PlacedAgency => ({
  uid,
  version,
  name,
  validFrom,
  validTo,
  tier: 'COMMUNE',
  kind: 'PEOPLES_COMMITTEE',
  unitUid: 'c1',
  parentUid: null,
  path: '/vn/',
  sortOfficial: uid,
});
const draft = (state: PlacedAgency) => ({
  type: 'agency',
  kind: 'CREATED',
  cause: 'SEED' as const,
  entityId: state.uid,
  agencyUid: state.uid,
  path: state.path,
  version: state.version,
  effectiveFrom: state.validFrom,
  before: null,
  after: state,
  actor: 'seed',
});

const source = {
  name: 'source',
  sdl: 'type Query { note: String  broken: String }',
  fragments: [],
  resolvers: {
    Query: {
      note: (_: unknown, __: unknown, context: { first: Note | null }) => context.first?.text ?? null,
      broken: () => {
        throw new Error('SELECT secret FROM somewhere');
      },
    },
  },
  entities: [NoteEntity],
  migrations: [Notes1780000001000],
  projectsPlacements: false,
  contextOf: (parts) => async () => ({ first: await parts.database.reader.findOneBy(NoteEntity, { id: '1' }) }),
  seed: (parts) =>
    parts.log.write(async ({ manager, append }) => {
      await manager.insert(NoteEntity, { id: '1', text: 'Hà Nội' });
      await append([draft(agency('a', 1, 'Một')), draft(agency('b', 1, 'Hai'))]);
    }),
  snapshot: async () => ({
    items: [
      { type: 'agency', state: agency('a', 1, 'Một') },
      { type: 'agency', state: agency('b', 1, 'Hai') },
    ],
    next: null,
  }),
} satisfies SubgraphDefinition<{ first: Note | null }>;
const reader: SubgraphDefinition<object> = {
  ...source,
  name: 'reader',
  sdl: 'type Query { nothing: String }',
  resolvers: {},
  entities: [],
  migrations: [],
  projectsPlacements: true,
  contextOf: () => () => ({}),
  seed: async () => undefined,
};
const secret = new TextEncoder().encode('a secret of at least thirty-two characters');

describe('a subgraph', () => {
  it('seeds once, answers in process, and masks what callers must not see', async () => {
    await using subgraph = await openTestSubgraph(source);
    const { result, statements } = await countStatements(subgraph.database, () => ask(subgraph, '{ note broken }'));
    expect(result.data).toEqual({ note: 'Hà Nội', broken: null });
    expect(result.errors).toMatchObject([
      { path: ['broken'], extensions: { code: 'INTERNAL_SERVER_ERROR', retryable: true } },
    ]);
    expect(JSON.stringify(result)).not.toContain('secret');
    expect(statements).toHaveLength(1);
  });

  it('refuses a document that does not parse or fit its schema, each under its code', async () => {
    await using subgraph = await openTestSubgraph(source);
    expect((await ask(subgraph, '{ note')).errors?.[0]?.extensions?.code).toBe('GRAPHQL_PARSE_FAILED');
    expect((await ask(subgraph, '{ notes }')).errors?.[0]?.extensions?.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  it('projects placements from a snapshot, then follows the log, over HTTP as in process', async () => {
    await using units = await openTestSubgraph(source);
    const served = await serveSubgraph(units, { host: '127.0.0.1', port: 0, secret });
    const remote = httpChangeSource({ url: served.url, name: 'reader', secret });
    for (const placements of [units.changes, remote]) {
      await using spokespersons = await openTestSubgraph(reader, { placements });
      expect(spokespersons.problems()).toEqual([]);
      expect(spokespersons.projectedThrough()).toBe(await units.changes.position(new AbortController().signal));
      expect(await spokespersons.database.reader.count(PlacedAgencyEntity)).toBe(2);
    }
    await remote.close();
    await served.close();
  });

  it('closes the version before when a new one arrives in the log', async () => {
    let written = (): void => undefined;
    const follow: SubgraphDefinition<object> = {
      ...source,
      sdl: 'type Query { touch: String }',
      resolvers: {},
      contextOf: (parts) => () => {
        written = () => void parts.log.write(({ append }) => append([draft(agency('a', 2, 'Một mới', '2025-07-01'))]));
        return {};
      },
    };
    await using units = await openTestSubgraph(follow);
    await ask(units, '{ touch }');
    await using spokespersons = await openTestSubgraph(reader, { placements: units.changes });
    const applied = new Promise<void>((resolve) =>
      spokespersons.database.onStatement(({ sql }) => sql.startsWith('COMMIT') && setImmediate(resolve)),
    );
    written();
    await applied;
    const rows = await spokespersons.database.reader.find(PlacedAgencyEntity, {
      where: { uid: 'a' },
      order: { version: 'ASC' },
    });
    expect(rows.map((row) => [row.version, row.validFrom, row.validTo])).toEqual([
      [1, OPEN_FROM, '2025-07-01'],
      [2, '2025-07-01', OPEN_TO],
    ]);
  });

  it('answers nobody over HTTP without a signed identity', async () => {
    await using subgraph = await openTestSubgraph(source);
    const served = await serveSubgraph(subgraph, { host: '127.0.0.1', port: 0, secret });
    const post = (headers: Record<string, string>) =>
      fetch(`${served.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: '{"query":"{ note }"}',
      });
    expect((await post({})).status).toBe(401);
    // A sibling may read the log, not the graph.
    expect((await post({ [IDENTITY_HEADER]: await signSiblingHeader('reader', secret) })).status).toBe(401);
    expect((await fetch(`${served.url}/ready`)).status).toBe(200);
    await served.close();
  });
});

describe('the change log', () => {
  it('numbers changes without gaps under parallel writers, and a failed transaction leaves neither rows nor a gap', async () => {
    await using subgraph = await openTestSubgraph({
      ...source,
      contextOf: (parts) => () => ({ log: parts.log }) as never,
      resolvers: {
        Query: {
          note: async (_: unknown, __: unknown, context: unknown) => {
            const { log } = context as { log: import('./index.js').ChangeLog };
            const outcomes = await Promise.allSettled(
              Array.from({ length: 16 }, (_, writer) =>
                log.write(async ({ append }) => {
                  await append([draft(agency(`w${writer}`, 1, 'x'))]);
                  if (writer % 4 === 3) throw new Error('undone');
                }),
              ),
            );
            return outcomes.map((outcome) => outcome.status).join(' ');
          },
        },
      },
    });
    const answer = await ask(subgraph, '{ note }');
    expect(String(answer.data?.note).match(/fulfilled/g)).toHaveLength(12);
    const changes = await subgraph.changes.readAfter(0, 100, new AbortController().signal);
    expect(changes.map((change) => change.seq)).toEqual(Array.from({ length: 14 }, (_, index) => index + 1));
  });
});

describe('a database schema', () => {
  const options = { name: 'test', entities: [NoteEntity], migrations: [Notes1780000001000] };

  it('that is missing is refused in check mode, with what to do', async () => {
    await using database = await temporaryDatabase();
    if (database.url.startsWith('mysql'))
      await (await openDatabase(database.url, { ...options, migrations: [], migrationMode: 'run' })).close();
    await expect(openDatabase(database.url, { ...options, migrationMode: 'check' })).rejects.toThrow(
      /no schema.*MIGRATIONS=run/,
    );
  });

  it('that is newer than the code is refused in either mode', async () => {
    await using database = await temporaryDatabase();
    await (await openDatabase(database.url, { ...options, migrationMode: 'run' })).close();
    for (const migrationMode of ['run', 'check'] as const) {
      await expect(openDatabase(database.url, { ...options, migrations: [], migrationMode })).rejects.toThrow(
        DatabaseRefusedError,
      );
    }
  });
});

describe('view ids', () => {
  it('have one spelling', () => {
    const id = encodeViewId({ type: 'Agency', uid: 'a-1', asOf: '2023-08-08' });
    expect(Buffer.from(id, 'base64url').toString()).toBe('Agency:a-1@2023-08-08');
  });
});
