import { column, nullable, table } from '@phat-ngon/kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What agencies are asked for, and what each has answered. */
export class DataCalls1780000200030 implements MigrationInterface {
  readonly name = 'DataCalls1780000200030';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      table(
        'data_call',
        [
          column.text('uid', 120),
          column.integer('version'),
          column.text('kind', 10),
          column.text('title', 300),
          column.text('document_number', 100),
          nullable(column.text('document_title', 500)),
          nullable(column.day('document_issued_on')),
          nullable(column.text('legal_document_uid', 60)),
          column.day('asked_on'),
          column.day('due_on'),
          nullable(column.day('closed_on')),
          column.text('tiers', 100),
          column.text('unit_uid', 120),
          column.text('created_by', 120),
          column.flag('is_synthetic'),
        ],
        { primary: ['uid'], indexes: { data_call_asked: ['asked_on', 'uid'], data_call_due: ['due_on'] } },
      ),
    );
    await runner.createTable(responseTable(runner.connection.options.type));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('data_call_response');
    await runner.dropTable('data_call');
  }
}

function responseTable(dialect: string): ReturnType<typeof table> {
  return table(
    'data_call_response',
    [
      column.text('data_call_uid', 120),
      column.text('agency_uid', 120),
      column.integer('version'),
      column.text('state', 10),
      // As the agency stood on the day of the call: who was asked does not change with a reorganisation.
      column.text('tier', 30),
      nullable(column.text('province_uid', 120)),
      column.text('path', 255),
      column.text('sort_official', 255),
      column.flag('records_are_current'),
      nullable(column.longText('answer', dialect)),
      nullable(column.text('answered_by', 120)),
      nullable(column.instant('answered_at')),
      nullable(column.text('reviewed_by', 120)),
      nullable(column.instant('reviewed_at')),
      nullable(column.text('remark', 1_000)),
      column.integer('reminders'),
      nullable(column.day('last_reminded_on')),
    ],
    {
      primary: ['data_call_uid', 'agency_uid'],
      indexes: {
        data_call_response_agency: ['agency_uid'],
        data_call_response_state: ['data_call_uid', 'state'],
        data_call_response_order: ['data_call_uid', 'sort_official', 'agency_uid'],
      },
    },
  );
}
