import { allOf, anyOf, type Condition, type Day, inForceOn, isIn, OPEN_TO, type Tier } from '@phat-ngon/kit';
import { assignedOn } from '../coverage/standings.js';
import type { SpeakingRuleRow } from '../rules/rule.entity.js';
import { LONGEST_TERM_DAYS, publishedOn } from '../spokesperson/spokesperson.rules.js';
import { dayNumber } from './day-number.js';
import { type IssueKind, KINDS } from './issue-kinds.js';

/** What issues are looked for in. */
export interface IssueQuestion {
  readonly day: Day;
  /** The agencies (alias `a`) whose issues are given. */
  readonly among: Condition;
  /** The rules of the day by tier. */
  readonly rules: ReadonlyMap<Tier, SpeakingRuleRow>;
}

/** The columns of an `IssueRow` under alias `v`. */
export const ISSUE_COLUMNS = 'v.kind, v.subject, v.agencyUid, v.recordUid, v.value, v.n';

/** The statement that finds the issues of a kind: columns of {@link ISSUE_COLUMNS}, and what they are sorted by (`rank`, `place`). */
export function issueStatement(kind: IssueKind, question: IssueQuestion): Condition {
  if (kind === 'SHARED_PHONE') return sharedValues({ kind, channel: 'PHONE', least: 3 }, question);
  if (kind === 'SHARED_EMAIL') return sharedValues({ kind, channel: 'EMAIL', least: 2 }, question);
  if (kind === 'TWO_SPOKESPERSONS') return twoSpokespersons(question);
  return recordIssues(kind, recordRule(kind, question), question);
}

/** Known by the day, and not taken back. */
export function knownOn(day: Day): Condition {
  return { sql: "v.review_state <> 'WITHDRAWN' AND v.recorded_on <= ?", parameters: [day] };
}

type RecordKind = Exclude<IssueKind, 'SHARED_PHONE' | 'SHARED_EMAIL' | 'TWO_SPOKESPERSONS'>;

/** What is wrong with a record (alias `v`) of a kind; what is asked of those in the role alone, and what of all. */
function recordRule(kind: RecordKind, { day, rules }: IssueQuestion): Condition {
  const inRole = (condition: Condition): Condition => allOf([inForceOn(day), condition]);
  const authorised = (sql: string, parameters: readonly unknown[] = []): Condition =>
    inRole({ sql: `v.role = 'AUTHORIZED' AND ${sql}`, parameters });
  switch (kind) {
    case 'ITEM_MISSING':
      return allOf([
        assignedOn(day),
        plain("(v.has_phone = 0 OR v.has_email = 0 OR v.full_name = '' OR v.position_title = '')"),
      ]);
    case 'END_BEFORE_START':
      return plain('v.valid_to <= v.valid_from');
    case 'TERM_BEFORE_AGENCY':
      return noVersion('l.valid_from <= v.valid_from');
    case 'TERM_AFTER_AGENCY':
      return noVersion('l.valid_to >= v.valid_to');
    case 'RECORDED_BEFORE_AGENCY':
      return noVersion('l.valid_from <= v.recorded_on');
    case 'DOCUMENT_AFTER_START':
      return plain('v.document_issued_on > v.valid_from');
    case 'AUTHORISATION_WITHOUT_END':
      return authorised('v.valid_to = ?', [OPEN_TO]);
    case 'AUTHORISATION_TOO_LONG':
      return authorised(`v.valid_to <> ? AND ${dayNumber('v.valid_to')} - ${dayNumber('v.valid_from')} > ?`, [
        OPEN_TO,
        LONGEST_TERM_DAYS,
      ]);
    case 'DOCUMENT_MISSING':
      return authorised('v.document_number IS NULL');
    case 'ROLE_NOT_FORESEEN':
      return inRole(notForeseen(rules));
  }
}

function plain(sql: string): Condition {
  return { sql, parameters: [] };
}

/** No version of the record's agency (alias `l`) is so. */
function noVersion(sql: string): Condition {
  return plain(`NOT EXISTS (SELECT 1 FROM placed_agency l WHERE l.uid = v.agency_uid AND ${sql})`);
}

function notForeseen(rules: IssueQuestion['rules']): Condition {
  return anyOf(
    [...rules].flatMap(([tier, { roles }]) => {
      if (roles === null) return [];
      const foreseen = isIn('v.role', roles.split(' '));
      return [{ sql: `(a.tier = ? AND NOT (${foreseen.sql}))`, parameters: [tier, ...foreseen.parameters] }];
    }),
  );
}

/** An issue a record; its agency as it stands on the day, or stood last. */
function recordIssues(kind: IssueKind, rule: Condition, { day, among }: IssueQuestion): Condition {
  const where = allOf([knownOn(day), rule, lastSeenOn(day), among]);
  return {
    sql: `SELECT ${KINDS.indexOf(kind)} AS \`rank\`, '${kind}' AS \`kind\`, v.uid AS \`subject\`, v.agency_uid AS \`agencyUid\`, v.uid AS \`recordUid\`, NULL AS \`value\`, 1 AS \`n\`, a.sort_official AS \`place\` FROM spokesperson v JOIN placed_agency a ON a.uid = v.agency_uid WHERE ${where.sql}`,
    parameters: where.parameters,
  };
}

/** The version of an agency (alias `a`) of a day, or the last of one that has ended. */
function lastSeenOn(day: Day): Condition {
  return {
    sql: 'a.version = (SELECT MAX(o.version) FROM placed_agency o WHERE o.uid = a.uid AND o.valid_from <= ?)',
    parameters: [day],
  };
}

function twoSpokespersons({ day, among }: IssueQuestion): Condition {
  const where = allOf([assignedOn(day), publishedOn(day), inForceOn(day, 'a'), among]);
  return {
    sql: `SELECT ${KINDS.indexOf('TWO_SPOKESPERSONS')} AS \`rank\`, 'TWO_SPOKESPERSONS' AS \`kind\`, v.agency_uid AS \`subject\`, v.agency_uid AS \`agencyUid\`, NULL AS \`recordUid\`, NULL AS \`value\`, COUNT(*) AS \`n\`, a.sort_official AS \`place\` FROM spokesperson v JOIN placed_agency a ON a.uid = v.agency_uid WHERE ${where.sql} GROUP BY v.agency_uid, a.sort_official HAVING COUNT(*) > 1`,
    parameters: where.parameters,
  };
}

/** Which values count as shared: from how many agencies on. */
interface Sharing {
  readonly kind: IssueKind;
  readonly channel: 'PHONE' | 'EMAIL';
  readonly least: number;
}

/** A value that so many agencies of the country share, one at least of those asked about among them. */
function sharedValues({ kind, channel, least }: Sharing, { day, among }: IssueQuestion): Condition {
  const where = allOf([
    knownOn(day),
    inForceOn(day),
    inForceOn(day, 'a'),
    { sql: 'c.channel = ?', parameters: [channel] },
  ]);
  const place = `MIN(CASE WHEN ${among.sql} THEN a.sort_official END)`;
  return {
    sql: `SELECT ${KINDS.indexOf(kind)} AS \`rank\`, '${kind}' AS \`kind\`, s.value AS \`subject\`, NULL AS \`agencyUid\`, NULL AS \`recordUid\`, s.value AS \`value\`, s.n AS \`n\`, s.place AS \`place\` FROM (SELECT c.value AS \`value\`, COUNT(DISTINCT v.agency_uid) AS \`n\`, ${place} AS \`place\` FROM contact_point c JOIN spokesperson v ON v.uid = c.holder_uid JOIN placed_agency a ON a.uid = v.agency_uid WHERE ${where.sql} GROUP BY c.value HAVING COUNT(DISTINCT v.agency_uid) >= ?) s WHERE s.place IS NOT NULL`,
    parameters: [...among.parameters, ...where.parameters, least],
  };
}
