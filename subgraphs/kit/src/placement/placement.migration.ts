import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, nullable, table } from '../database/columns.js';

/** The tables of the placement projection, for the subgraphs that keep one. */
export class Placement1780000000001 implements MigrationInterface {
  readonly name = 'Placement1780000000001';

  async up(runner: QueryRunner): Promise<void> {
    const dialect = runner.connection.options.type;
    const dated = [column.text('sort_official', 120), column.day('valid_from'), column.day('valid_to')];
    await runner.createTable(
      table('projection', [column.text('source', 40), column.integer('seq'), column.flag('complete')], {
        primary: ['source'],
      }),
    );
    await runner.createTable(
      table(
        'placed_unit',
        [
          column.text('uid', 120),
          column.integer('version'),
          column.text('level', 20),
          column.text('code', 10),
          column.text('name', 200),
          nullable(column.text('region', 20)),
          nullable(column.text('parent_uid', 120)),
          column.text('path', 255),
          ...dated,
          column.longText('heirs', dialect),
        ],
        {
          primary: ['uid', 'version'],
          indexes: { placed_unit_path: ['path'], placed_unit_level: ['level', 'valid_to'] },
        },
      ),
    );
    await runner.createTable(
      table(
        'placed_agency',
        [
          column.text('uid', 120),
          column.integer('version'),
          column.text('tier', 30),
          column.text('kind', 30),
          column.text('name', 300),
          column.text('folded_name', 300),
          column.text('sort_name', 900),
          column.text('unit_uid', 120),
          nullable(column.text('parent_uid', 120)),
          column.text('path', 255),
          ...dated,
        ],
        {
          primary: ['uid', 'version'],
          indexes: {
            placed_agency_path: ['path', 'tier'],
            placed_agency_unit: ['unit_uid'],
            placed_agency_order: ['sort_official', 'uid'],
          },
        },
      ),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ['placed_agency', 'placed_unit', 'projection']) await runner.dropTable(name);
  }
}
