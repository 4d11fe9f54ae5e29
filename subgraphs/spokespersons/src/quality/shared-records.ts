import { allOf, type Condition, inForceOn, rowsOfEach } from '@phat-ngon/kit';
import DataLoader from 'dataloader';
import type { Context } from '../context.js';
import type { SpokespersonRow } from '../spokesperson/spokesperson.entity.js';
import { SPOKESPERSON_COLUMNS } from '../spokesperson/spokesperson.store.js';
import { type IssueQuestion, knownOn } from './issue-statements.js';

/** The loader of the records that share a value. */
export type SharedRecordsLoader = DataLoader<string, readonly SpokespersonRow[]>;

/** As many records of a shared value as an issue shows. */
export const SHOWN_RECORDS = 20;

/** Makes the loader of records with a value, of the agencies asked about, in official order: a statement for a page of issues. */
export function sharedRecordsLoader({ day, among }: IssueQuestion, { database }: Context): SharedRecordsLoader {
  const withValue = (value: string): Condition => {
    const where = allOf([
      { sql: 'c.value = ?', parameters: [value] },
      ...[knownOn(day), inForceOn(day), inForceOn(day, 'a'), among],
    ]);
    return {
      sql: `SELECT DISTINCT ${SPOKESPERSON_COLUMNS}, a.sort_official AS \`place\` FROM contact_point c JOIN spokesperson v ON v.uid = c.holder_uid JOIN placed_agency a ON a.uid = v.agency_uid WHERE ${where.sql} ORDER BY a.sort_official, v.uid LIMIT ${SHOWN_RECORDS}`,
      parameters: where.parameters,
    };
  };
  return new DataLoader((values) => rowsOfEach<SpokespersonRow>(database, values.map(withValue), '`place`, `uid`'));
}
