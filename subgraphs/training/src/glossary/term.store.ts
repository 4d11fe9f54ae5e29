import { allOf, columnsOf, type Database, readText, rowsOf, textCondition } from '@phat-ngon/kit';
import { TermEntity, type TermRow } from './term.entity.js';

/** `Query.glossary`. @throws PublicError `BAD_USER_INPUT` for a text without letters or digits. */
export function listTerms(text: string | null | undefined, database: Database): Promise<readonly TermRow[]> {
  const where =
    text === null || text === undefined ? allOf([]) : textCondition(['v.folded_vi', 'v.folded_en'], readText(text));
  return rowsOf(
    database,
    `SELECT ${columnsOf(TermEntity)} FROM term v WHERE ${where.sql} ORDER BY v.position, v.uid`,
    where.parameters,
  );
}
