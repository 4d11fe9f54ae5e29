import { column, nullable, table } from '@phat-ngon/kit';
import { type MigrationInterface, type QueryRunner, TableColumn, TableIndex } from 'typeorm';

/** What agencies' own changes need: versions and reviews of posts and staff, submissions, and how far the clock's work has come. */
export class LivingRecord1780000200002 implements MigrationInterface {
  readonly name = 'LivingRecord1780000200002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumn('spokesperson', new TableColumn(nullable(column.day('end_recorded_on'))));
    for (const name of ['focal_point', 'communication_officer']) {
      await runner.addColumns(
        name,
        REVIEWED.map((options) => new TableColumn(options)),
      );
      await runner.query(`UPDATE ${name} SET recorded_on = valid_from, published_on = valid_from`);
    }
    await runner.createIndex(
      'confirmation',
      new TableIndex({ name: 'confirmation_day', columnNames: ['confirmed_on', 'spokesperson_uid'] }),
    );
    await runner.createIndex(
      'placed_agency',
      new TableIndex({ name: 'placed_agency_parent', columnNames: ['parent_uid'] }),
    );
    await runner.createTable(submissionTable(runner.connection.options.type));
    await runner.createTable(
      table('clock_position', [column.integer('id'), column.day('through')], { primary: ['id'] }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('clock_position');
    await runner.dropTable('submission');
    await runner.dropIndex('placed_agency', 'placed_agency_parent');
    await runner.dropIndex('confirmation', 'confirmation_day');
    for (const name of ['communication_officer', 'focal_point']) {
      await runner.dropColumns(
        name,
        REVIEWED.map((options) => options.name),
      );
    }
    await runner.dropColumn('spokesperson', 'end_recorded_on');
  }
}

/** Posts and staff that are there already were never under review: they count as verified from their first day. */
const REVIEWED = [
  { ...column.integer('version'), default: 1 },
  { ...column.text('review_state', 20), default: "'VERIFIED'" },
  { ...column.day('recorded_on'), default: "''" },
  nullable(column.day('published_on')),
];

function submissionTable(dialect: string): ReturnType<typeof table> {
  return table(
    'submission',
    [
      column.text('uid', 120),
      column.integer('version'),
      column.text('kind', 20),
      column.text('state', 20),
      column.text('agency_uid', 120),
      column.text('path', 255),
      column.text('subject_type', 40),
      column.text('subject_uid', 120),
      nullable(column.text('replaced_uid', 120)),
      nullable(column.integer('replaced_version')),
      nullable(column.longText('current_state', dialect)),
      column.longText('proposed_state', dialect),
      column.longText('evidence', dialect),
      column.text('submitted_by', 120),
      column.instant('submitted_at'),
      nullable(column.text('reviewed_by', 120)),
      nullable(column.instant('reviewed_at')),
      nullable(column.text('remark', 1_000)),
    ],
    {
      primary: ['uid'],
      indexes: {
        submission_queue: ['state', 'submitted_at', 'uid'],
        submission_agency: ['agency_uid', 'state'],
        submission_subject: ['subject_type', 'subject_uid', 'state'],
      },
    },
  );
}
