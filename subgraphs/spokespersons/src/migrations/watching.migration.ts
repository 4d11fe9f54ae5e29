import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

/** Indexes for those who watch: who began when, who shares a contact, and the audit trail by agency, by thing and by day. */
export class Watching1780000200010 implements MigrationInterface {
  readonly name = 'Watching1780000200010';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, name, columnNames] of INDEXES)
      await runner.createIndex(table, new TableIndex({ name, columnNames: [...columnNames] }));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, name] of INDEXES) await runner.dropIndex(table, name);
  }
}

// None begins with the role: SQLite would take it for the records of one agency, of which it tells two or three apart from all.
const INDEXES = [
  ['spokesperson', 'spokesperson_begun', ['valid_from']],
  ['contact_point', 'contact_point_value', ['channel', 'value']],
  ['change_log', 'change_log_of_agency', ['agency_uid', 'seq']],
  ['change_log', 'change_log_of_thing', ['entity_id', 'seq']],
  ['change_log', 'change_log_written', ['written_at', 'seq']],
] as const;
