import { addDays, allOf, type Condition, type Day } from '@phat-ngon/kit';

/** `enum TurnoverKind`. */
export const TURNOVER_KINDS = ['NEW', 'REPLACED', 'LEFT', 'AGENCY_ENDED'] as const;

/** One of {@link TURNOVER_KINDS}. */
export type TurnoverKind = (typeof TURNOVER_KINDS)[number];

/** A row of the statements here. */
export interface TurnoverRow {
  readonly kind: TurnoverKind;
  readonly day: Day;
  readonly subject: string;
  readonly agencyUid: string;
  readonly newUid: string | null;
  readonly formerUid: string | null;
}

/** The columns of a {@link TurnoverRow} under alias `v`. */
export const TURNOVER_COLUMNS = 'v.kind, v.day, v.subject, v.agencyUid, v.newUid, v.formerUid';

/** A regular spokesperson under an alias, published by a day. */
function regular(alias: string, day: Day): Condition {
  return {
    sql: `${alias}.role = 'SPOKESPERSON' AND ${alias}.published_on <= ? AND ${alias}.valid_from < ${alias}.valid_to`,
    parameters: [day],
  };
}

const EVENT_FROM = 'placed_agency a JOIN spokesperson v ON v.agency_uid = a.uid';

/** Who began, with the last who had left by then. */
export function begun(from: Day, to: Day, among: Condition): Condition {
  const former = regular('p', to);
  const where = allOf([
    regular('v', to),
    { sql: 'v.valid_from >= ? AND v.valid_from <= ?', parameters: [from, to] },
    { sql: 'a.valid_from <= v.valid_from AND a.valid_to > v.valid_from', parameters: [] },
    among,
  ]);
  return {
    sql:
      "SELECT (CASE WHEN b.formerUid IS NULL THEN 'NEW' ELSE 'REPLACED' END) AS `kind`, b.day, b.place, b.newUid AS `subject`, b.agencyUid, b.newUid, b.formerUid FROM (" +
      'SELECT v.valid_from AS `day`, a.sort_official AS `place`, v.agency_uid AS `agencyUid`, v.uid AS `newUid`, ' +
      `(SELECT p.uid FROM spokesperson p WHERE p.agency_uid = v.agency_uid AND p.valid_to <= v.valid_from AND ${former.sql} ORDER BY p.valid_to DESC, p.uid LIMIT 1) AS \`formerUid\` ` +
      `FROM ${EVENT_FROM} WHERE ${where.sql}) b`,
    parameters: [...former.parameters, ...where.parameters],
  };
}

/** Who left and had nobody in their place by the last day. */
export function ended(from: Day, to: Day, among: Condition): Condition {
  const next = regular('n', to);
  const where = allOf([
    regular('v', to),
    { sql: 'v.valid_to >= ? AND v.valid_to <= ?', parameters: [from, to] },
    { sql: 'a.valid_from < v.valid_to AND a.valid_to >= v.valid_to', parameters: [] },
    {
      sql: `NOT EXISTS (SELECT 1 FROM spokesperson n WHERE n.agency_uid = v.agency_uid AND n.valid_to > v.valid_to AND n.valid_from < ? AND ${next.sql})`,
      parameters: [addDays(to, 1), ...next.parameters],
    },
    among,
  ]);
  const agencyLives = 'EXISTS (SELECT 1 FROM placed_agency l WHERE l.uid = v.agency_uid AND l.valid_to > v.valid_to)';
  return {
    sql: `SELECT (CASE WHEN ${agencyLives} THEN 'LEFT' ELSE 'AGENCY_ENDED' END) AS \`kind\`, v.valid_to AS \`day\`, a.sort_official AS \`place\`, v.uid AS \`subject\`, v.agency_uid AS \`agencyUid\`, NULL AS \`newUid\`, v.uid AS \`formerUid\` FROM ${EVENT_FROM} WHERE ${where.sql}`,
    parameters: where.parameters,
  };
}
