import { randomBytes } from 'node:crypto';
import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';
import { column, nullable, table } from '../database/columns.js';

/** What commands need beside the log: where a change came from, the feed's key for cursors, and what was answered under which key. */
export class Commands1780000000002 implements MigrationInterface {
  readonly name = 'Commands1780000000002';

  async up(runner: QueryRunner): Promise<void> {
    const dialect = runner.connection.options.type;
    await runner.addColumn('change_log', new TableColumn(nullable(column.text('origin', 200))));
    await runner.createTable(
      table('change_feed', [column.integer('id'), column.text('feed_key', 64)], { primary: ['id'] }),
    );
    await runner.query('INSERT INTO change_feed (id, feed_key) VALUES (1, ?)', [randomBytes(32).toString('hex')]);
    await runner.createTable(
      table(
        'answered_command',
        [
          column.text('subject', 120),
          column.text('idempotency_key', 120),
          column.text('fingerprint', 64),
          column.longText('outcome', dialect),
          column.day('answered_on'),
        ],
        { primary: ['subject', 'idempotency_key'], indexes: { answered_command_day: ['answered_on'] } },
      ),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('answered_command');
    await runner.dropTable('change_feed');
    await runner.dropColumn('change_log', 'origin');
  }
}
