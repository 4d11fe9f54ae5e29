import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, nullable, table } from '../database/columns.js';

/** The tables of the change log; every subgraph's first migration. */
export class ChangeLog1780000000000 implements MigrationInterface {
  readonly name = 'ChangeLog1780000000000';

  async up(runner: QueryRunner): Promise<void> {
    const dialect = runner.connection.options.type;
    await runner.createTable(
      table('change_counter', [column.integer('id'), column.integer('seq')], { primary: ['id'] }),
    );
    await runner.query('INSERT INTO change_counter (id, seq) VALUES (1, 0)');
    await runner.createTable(
      table(
        'change_log',
        [
          column.integer('seq'),
          column.text('type', 40),
          column.text('kind', 40),
          column.text('cause', 40),
          column.text('entity_id', 120),
          nullable(column.text('agency_uid', 120)),
          column.text('path', 255),
          column.integer('version'),
          column.day('effective_from'),
          nullable(column.longText('state_before', dialect)),
          nullable(column.longText('state_after', dialect)),
          column.text('actor', 120),
          column.instant('written_at'),
        ],
        { primary: ['seq'], indexes: { change_log_entity: ['type', 'entity_id', 'seq'] } },
      ),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('change_log');
    await runner.dropTable('change_counter');
  }
}
