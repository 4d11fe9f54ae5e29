import { column, nullable, table } from '@phat-ngon/kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lists that are imported: what each row would do, until it is done. */
export class Imports1780000200040 implements MigrationInterface {
  readonly name = 'Imports1780000200040';

  async up(runner: QueryRunner): Promise<void> {
    const dialect = runner.connection.options.type;
    await runner.createTable(jobTable(dialect));
    await runner.createTable(rowTable(dialect));
    await runner.createTable(
      table(
        'import_claim',
        [column.text('job_uid', 36), column.text('claim', 64), column.integer('line'), column.flag('is_shared')],
        { primary: ['job_uid', 'claim'] },
      ),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ['import_claim', 'import_row', 'import_job']) await runner.dropTable(name);
  }
}

function jobTable(dialect: string): ReturnType<typeof table> {
  return table(
    'import_job',
    [
      column.text('uid', 36),
      column.text('created_by', 120),
      column.text('state', 10),
      // Whoever begins to read the file anew takes the next number; whoever has an older one writes nothing any more.
      column.integer('attempt'),
      column.text('file_name', 200),
      column.integer('file_bytes'),
      column.text('file_digest', 64),
      nullable(column.text('file_format', 10)),
      column.integer('row_count'),
      column.text('outcomes', 200),
      column.longText('problems', dialect),
      nullable(column.text('token', 64)),
      column.instant('created_at'),
      column.instant('changed_at'),
      nullable(column.integer('committed_seq')),
    ],
    { primary: ['uid'], indexes: { import_job_created: ['created_at'] } },
  );
}

function rowTable(dialect: string): ReturnType<typeof table> {
  return table(
    'import_row',
    [
      column.text('job_uid', 36),
      column.integer('line'),
      column.text('outcome', 10),
      nullable(column.text('agency_uid', 120)),
      nullable(column.text('record_uid', 120)),
      column.text('fingerprint', 64),
      // What follows holds personal data, and is emptied when it has been imported.
      nullable(column.longText('normalised', dialect)),
      nullable(column.longText('told', dialect)),
      nullable(column.longText('action', dialect)),
    ],
    { primary: ['job_uid', 'line'] },
  );
}
