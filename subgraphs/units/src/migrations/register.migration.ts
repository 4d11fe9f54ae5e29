import { column, nullable, table } from '@phat-ngon/kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The tables of units, agencies, lineage and findings. */
export class Register1780000100000 implements MigrationInterface {
  readonly name = 'Register1780000100000';

  async up(runner: QueryRunner): Promise<void> {
    const dialect = runner.connection.options.type;
    const life = [
      column.day('valid_from'),
      column.day('valid_to'),
      column.day('life_from'),
      column.day('life_to'),
      nullable(column.text('valid_to_basis', 20)),
      column.longText('heirs', dialect),
    ];
    await runner.createTable(unitTable(life));
    await runner.createTable(agencyTable(life));
    await runner.createTable(successionTable());
    await runner.createTable(findingTable());
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ['import_finding', 'succession', 'agency_version', 'unit_version']) await runner.dropTable(name);
  }
}

type Columns = readonly ReturnType<typeof column.text>[];

function unitTable(life: Columns): ReturnType<typeof table> {
  return table(
    'unit_version',
    [
      column.text('uid', 120),
      column.integer('version'),
      ...life,
      column.text('level', 20),
      column.text('code', 10),
      column.text('kind', 30),
      column.text('name', 200),
      column.text('short_name', 200),
      column.text('name_en', 200),
      nullable(column.text('region', 20)),
      nullable(column.text('parent_uid', 120)),
      column.text('path', 255),
      column.text('sort_official', 60),
      column.text('sort_name', 600),
      column.text('folded_name', 200),
      column.text('folded_short_name', 200),
    ],
    {
      primary: ['uid', 'version'],
      indexes: {
        unit_version_path: ['path', 'level'],
        unit_version_code: ['code', 'valid_to'],
        unit_version_parent: ['parent_uid', 'sort_official'],
        unit_version_order: ['sort_official', 'uid'],
      },
    },
  );
}

function agencyTable(life: Columns): ReturnType<typeof table> {
  return table(
    'agency_version',
    [
      column.text('uid', 120),
      column.integer('version'),
      ...life,
      column.text('tier', 30),
      column.text('kind', 30),
      column.text('basis', 20),
      column.text('name', 300),
      column.text('name_en', 300),
      column.text('unit_uid', 120),
      nullable(column.text('parent_uid', 120)),
      column.text('path', 255),
      column.text('sort_official', 80),
      column.text('sort_name', 900),
      column.text('folded_name', 300),
    ],
    {
      primary: ['uid', 'version'],
      indexes: {
        agency_version_path: ['path', 'tier'],
        agency_version_unit: ['unit_uid', 'sort_official'],
        agency_version_parent: ['parent_uid', 'sort_official'],
        agency_version_order: ['sort_official', 'uid'],
      },
    },
  );
}

function successionTable(): ReturnType<typeof table> {
  return table(
    'succession',
    [
      column.text('succession_of', 10),
      column.text('from_uid', 120),
      column.text('to_uid', 120),
      column.day('effective_on'),
      column.text('extent', 10),
      column.text('kind', 20),
      nullable(column.text('document_number', 60)),
      nullable(column.text('document_title', 300)),
      nullable(column.day('document_issued_on')),
    ],
    { primary: ['succession_of', 'from_uid', 'to_uid'], indexes: { succession_to: ['succession_of', 'to_uid'] } },
  );
}

function findingTable(): ReturnType<typeof table> {
  return table(
    'import_finding',
    [
      column.integer('id'),
      column.text('source', 80),
      column.text('source_table', 60),
      column.text('source_row', 40),
      column.text('kind', 30),
      column.text('message_vi', 300),
      column.text('message_en', 300),
      nullable(column.text('value_before', 400)),
      nullable(column.text('value_after', 400)),
    ],
    { primary: ['id'], indexes: { import_finding_kind: ['kind', 'id'] } },
  );
}
