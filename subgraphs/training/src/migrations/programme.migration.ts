import { column, nullable, table } from '@phat-ngon/kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The tables of the programme: instruments, handbook, classes, registrations, glossary. */
export class Programme1780000300000 implements MigrationInterface {
  readonly name = 'Programme1780000300000';

  async up(runner: QueryRunner): Promise<void> {
    for (const made of [...lawTables(), ...handbookTables(), ...classTables(), glossaryTable()])
      await runner.createTable(made);
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = [...lawTables(), ...handbookTables(), ...classTables(), glossaryTable()];
    for (const { name } of tables.reverse()) await runner.dropTable(name);
  }
}

type Tables = readonly ReturnType<typeof table>[];

function lawTables(): Tables {
  return [
    table(
      'legal_document',
      [
        column.text('uid', 60),
        column.text('number', 100),
        column.text('kind', 30),
        column.text('title', 500),
        column.day('issued_on'),
        column.text('issuer', 200),
        nullable(column.day('in_force_from')),
        column.day('in_force_to'),
        column.text('replaces', 600),
        column.text('obliges', 2_000),
        column.flag('is_verified'),
      ],
      { primary: ['uid'] },
    ),
    table(
      'programme',
      [
        column.text('uid', 60),
        column.text('title', 300),
        column.text('title_en', 300),
        column.day('started_on'),
        column.text('legal_documents', 600),
      ],
      { primary: ['uid'] },
    ),
  ];
}

function handbookTables(): Tables {
  return [
    table(
      'handbook_edition',
      [
        column.text('uid', 60),
        column.integer('edition'),
        column.text('title', 300),
        column.text('state', 20),
        nullable(column.day('issued_on')),
        column.flag('is_synthetic'),
      ],
      { primary: ['uid'] },
    ),
    table('chapter', [column.text('edition_uid', 60), column.integer('number'), column.text('title', 300)], {
      primary: ['edition_uid', 'number'],
    }),
  ];
}

function classTables(): Tables {
  return [
    table(
      'training_class',
      [
        column.text('uid', 60),
        column.integer('version'),
        column.text('title', 300),
        column.text('region', 20),
        nullable(column.text('venue_uid', 120)),
        column.day('starts_on'),
        nullable(column.day('ends_on')),
        column.text('audience', 100),
        column.text('state', 20),
        nullable(column.integer('seats')),
        nullable(column.text('waits_for', 60)),
        column.text('programme_uid', 60),
        column.flag('is_synthetic'),
      ],
      {
        primary: ['uid'],
        indexes: {
          training_class_venue: ['venue_uid'],
          training_class_day: ['starts_on', 'uid'],
          training_class_edition: ['waits_for'],
        },
      },
    ),
    table(
      'registration',
      [
        column.text('class_uid', 60),
        column.text('agency_uid', 120),
        nullable(column.text('spokesperson_uid', 120)),
        column.text('audience', 30),
        column.day('registered_on'),
        nullable(column.flag('has_attended')),
      ],
      {
        primary: ['class_uid', 'agency_uid'],
        indexes: { registration_agency: ['agency_uid'], registration_spokesperson: ['spokesperson_uid'] },
      },
    ),
  ];
}

function glossaryTable(): ReturnType<typeof table> {
  return table(
    'term',
    [
      column.text('uid', 60),
      column.integer('position'),
      column.text('vi', 200),
      column.text('en', 200),
      column.text('definition', 600),
      nullable(column.text('schema_name', 100)),
      column.text('folded_vi', 200),
      column.text('folded_en', 200),
    ],
    { primary: ['uid'] },
  );
}
