import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';
import { column } from '../database/columns.js';

/** Says in the copy itself whether it stands between two changes that belong together, so that a transaction can know. */
export class PlacementBehind1780000000003 implements MigrationInterface {
  readonly name = 'PlacementBehind1780000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumn('projection', new TableColumn({ ...column.flag('is_behind'), default: 0 }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('projection', 'is_behind');
  }
}
