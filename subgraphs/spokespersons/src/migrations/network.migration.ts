import { column, nullable, table } from '@phat-ngon/kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The tables of the network: who speaks, how to reach them, when they last said so; posts, staff. */
export class Network1780000200000 implements MigrationInterface {
  readonly name = 'Network1780000200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(spokespersonTable());
    await runner.createTable(contactTable());
    await runner.createTable(confirmationTable());
    await runner.createTable(publicationTable());
    await runner.createTable(focalPointTable());
    await runner.createTable(officerTable());
  }

  async down(runner: QueryRunner): Promise<void> {
    const names = [
      'communication_officer',
      'focal_point',
      'publication',
      'confirmation',
      'contact_point',
      'spokesperson',
    ];
    for (const name of names) await runner.dropTable(name);
  }
}

const PERIOD = [column.day('valid_from'), column.day('valid_to')] as const;
const PERSON = [
  column.text('full_name', 200),
  column.text('folded_name', 200),
  column.text('sort_name', 700),
  column.text('position_title', 200),
] as const;
const SYNTHETIC = column.flag('is_synthetic');

function spokespersonTable(): ReturnType<typeof table> {
  return table(
    'spokesperson',
    [
      column.text('uid', 120),
      column.integer('version'),
      column.text('agency_uid', 120),
      ...PERSON,
      column.text('folded_position', 200),
      column.text('role', 20),
      ...PERIOD,
      column.day('recorded_on'),
      nullable(column.day('published_on')),
      column.text('review_state', 20),
      column.flag('has_phone'),
      column.flag('has_email'),
      nullable(column.text('decision_number', 100)),
      nullable(column.text('document_number', 100)),
      nullable(column.text('document_title', 500)),
      nullable(column.day('document_issued_on')),
      nullable(column.text('matter', 500)),
      column.text('source_document', 300),
      column.text('source_importer', 100),
      nullable(column.text('source_file', 300)),
      nullable(column.integer('source_row')),
      SYNTHETIC,
    ],
    {
      primary: ['uid'],
      indexes: {
        spokesperson_agency: ['agency_uid', 'valid_to'],
        spokesperson_period: ['valid_to', 'valid_from'],
        spokesperson_synthetic: ['is_synthetic'],
      },
    },
  );
}

function contactTable(): ReturnType<typeof table> {
  return table(
    'contact_point',
    [
      column.text('holder_uid', 120),
      column.integer('number'),
      column.text('channel', 10),
      column.text('value', 254),
      column.text('raw_value', 254),
      column.text('line', 10),
      column.text('visibility', 10),
      column.text('publication_basis', 20),
    ],
    { primary: ['holder_uid', 'number'] },
  );
}

function confirmationTable(): ReturnType<typeof table> {
  return table(
    'confirmation',
    [
      column.text('spokesperson_uid', 120),
      column.day('confirmed_on'),
      column.instant('confirmed_at'),
      column.text('confirmed_by', 120),
    ],
    { primary: ['spokesperson_uid', 'confirmed_on'] },
  );
}

function publicationTable(): ReturnType<typeof table> {
  return table(
    'publication',
    [column.text('spokesperson_uid', 120), column.text('channel', 20), column.day('made_on')],
    { primary: ['spokesperson_uid', 'channel'] },
  );
}

function focalPointTable(): ReturnType<typeof table> {
  return table(
    'focal_point',
    [
      column.text('uid', 120),
      column.text('agency_uid', 120),
      column.text('name', 200),
      nullable(column.text('holder_uid', 120)),
      ...PERIOD,
      SYNTHETIC,
    ],
    { primary: ['uid'], indexes: { focal_point_agency: ['agency_uid', 'valid_to'] } },
  );
}

function officerTable(): ReturnType<typeof table> {
  return table(
    'communication_officer',
    [column.text('uid', 120), column.text('agency_uid', 120), ...PERSON, ...PERIOD, SYNTHETIC],
    { primary: ['uid'], indexes: { communication_officer_agency: ['agency_uid', 'valid_to'] } },
  );
}
