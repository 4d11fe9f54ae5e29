import { column, table } from '@phat-ngon/kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The tables of the reorganisations that were applied. */
export class Reorganisation1780000100010 implements MigrationInterface {
  readonly name = 'Reorganisation1780000100010';

  async up(runner: QueryRunner): Promise<void> {
    const counts = ['units', 'agencies'].flatMap((things) =>
      ['ended', 'begun', 'changed'].map((outcome) => column.integer(`${things}_${outcome}`)),
    );
    await runner.createTable(
      table(
        'reorganisation',
        [
          column.integer('id'),
          column.text('token', 80),
          column.day('effective_on'),
          column.text('document_number', 60),
          column.text('document_title', 300),
          column.day('document_issued_on'),
          column.text('actor', 120),
          column.instant('applied_at'),
          column.integer('first_seq'),
          column.integer('last_seq'),
          ...counts,
        ],
        { primary: ['id'], unique: { reorganisation_token: ['token'] } },
      ),
    );
    await runner.createTable(
      table(
        'reorganised',
        [
          column.integer('reorganisation_id'),
          column.integer('place'),
          column.text('thing_of', 10),
          column.text('uid', 120),
          column.text('outcome', 10),
        ],
        { primary: ['reorganisation_id', 'place'] },
      ),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ['reorganised', 'reorganisation']) await runner.dropTable(name);
  }
}
