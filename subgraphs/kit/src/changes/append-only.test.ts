import {
  type Database,
  DatabaseRefusedError,
  type MigrationClass,
  openDatabase,
  rowsOf,
  type Subgraph,
  type SubgraphDefinition,
} from '../index.js';
import { bareSubgraph, openTestSubgraph, temporaryDatabase } from '../testing.js';
import { AppendOnly1780000000010 } from './append-only.migration.js';
import { ChangeLog1780000000000 } from './change-log.migration.js';

/** A SQLite file has no accounts. */
const onServer = process.env.TEST_DATABASE_URL ? it : it.skip;

const change = (entityId: string) => ({
  ...{ type: 'note', kind: 'CREATED', cause: 'SEED' as const, entityId, agencyUid: null, path: '/vn/' },
  ...{ version: 1, effectiveFrom: '2023-01-01', before: null, after: { text: 'Hà Nội' }, actor: 'seed' },
});
const definition: SubgraphDefinition<object> = {
  ...bareSubgraph('notes'),
  seed: (parts) =>
    parts.log.write(({ append }) => append([change('a'), change('b'), change('c')]).then(() => undefined)),
};

let subgraph: Subgraph & AsyncDisposable;
beforeEach(async () => {
  subgraph = await openTestSubgraph(definition);
});
afterEach(() => subgraph[Symbol.asyncDispose]());

const entities = async () =>
  (
    await rowsOf<{ readonly uid: string }>(
      subgraph.database,
      'SELECT entity_id AS `uid` FROM change_log ORDER BY seq',
      [],
    )
  ).map(({ uid }) => uid);
const run = (...statements: readonly string[]) =>
  subgraph.database.transaction(async (manager) => {
    for (const statement of statements) await manager.query(statement);
  });

describe('the change log', () => {
  it.each([
    ['UPDATE change_log SET actor = actor'],
    ["UPDATE change_log SET actor = 'nobody' WHERE seq = 2"],
    ['DELETE FROM change_log'],
    ['DELETE FROM change_log WHERE seq = 1'],
  ])('is append-only, whoever writes: the database refuses %s', async (statement) => {
    await expect(run(statement)).rejects.toThrow('append-only');
    expect(await entities()).toEqual(['a', 'b', 'c']);
  });

  it('may be trimmed up to where it says itself that it is, and no further', async () => {
    const trim = 'UPDATE change_counter SET trimmed_through = 2';
    await expect(run(trim, 'DELETE FROM change_log WHERE seq <= 3')).rejects.toThrow('trimmed_through');
    expect(await entities()).toEqual(['a', 'b', 'c']);
    await run(trim, 'DELETE FROM change_log WHERE seq <= 2');
    expect(await entities()).toEqual(['c']);
  });
});

describe('a migration that finds itself half done', () => {
  const options = { name: 'half', entities: [], migrationMode: 'run' } as const;
  const opened = async (url: string, migrations: MigrationClass[], work: (of: Database) => unknown) => {
    const database = await openDatabase(url, { ...options, migrations });
    await work(database);
    await database.close();
  };

  it('goes through: the server keeps what came before the failure', async () => {
    await using file = await temporaryDatabase();
    await opened(file.url, [ChangeLog1780000000000], ({ transaction, dialect }) =>
      transaction(async (manager) => {
        const body = dialect === 'mysql' ? 'FOR EACH ROW SET NEW.seq = NEW.seq' : 'BEGIN SELECT 1; END';
        await manager.query(`CREATE TRIGGER change_log_no_change BEFORE UPDATE ON change_log ${body}`);
      }),
    );
    await opened(file.url, [ChangeLog1780000000000, AppendOnly1780000000010], ({ transaction }) =>
      transaction(async (manager) => {
        await manager.query(
          "INSERT INTO change_log VALUES (1,'t','k','c','e',NULL,'/',1,'2023-01-01',NULL,NULL,'a','')",
        );
        await expect(manager.query('DELETE FROM change_log')).rejects.toThrow('append-only');
      }),
    );
  });

  onServer('says what to grant where the account may not make triggers', async () => {
    await using file = await temporaryDatabase();
    await opened(file.url, [ChangeLog1780000000000], () => undefined);
    const account = new URL(file.url);
    const name = account.pathname.slice(1);
    await opened(file.url, [ChangeLog1780000000000], async ({ reader }) => {
      await reader.query(`CREATE USER '${name}' IDENTIFIED BY 'trial'`);
      await reader.query(`GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, DROP ON ${name}.* TO '${name}'`);
    });
    account.username = name;
    account.password = 'trial';
    const opening = opened(account.href, [ChangeLog1780000000000, AppendOnly1780000000010], () => undefined);
    await expect(opening)
      .rejects.toThrow(DatabaseRefusedError)
      .finally(() => opened(file.url, [ChangeLog1780000000000], ({ reader }) => reader.query(`DROP USER '${name}'`)));
  });
});
