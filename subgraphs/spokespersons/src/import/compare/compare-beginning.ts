import { type Day, foldText, OPEN_TO } from '@phat-ngon/kit';
import { checkAppointment, ONE_AT_A_TIME } from '../../command/check-appointment.js';
import { checkEnd } from '../../command/end-record.js';
import { Problems } from '../../command/user-errors.js';
import { checkIssued } from '../../spokesperson/commands/authorise.js';
import { COLUMNS, type ColumnKey } from '../layout/columns.js';
import type { ImportRow } from '../normalise/import-row.js';
import type { ImportProblem, ImportProblemCode } from '../problem.js';
import type { Known } from './known.js';
import { type Claim, type Compared, claimOf, REFUSED, type RowBeginning } from './outcome.js';
import { beginningDifferences } from './row-changes.js';
import { atColumn, ruleProblems } from './row-problem.js';

/** Where a row's person begins, and whose place it is; null where nobody leaves. */
interface Place {
  readonly agencyUid: string;
  readonly leavingUid: string | null;
}

/** Holds a row against the rules for somebody who begins, in the place of another or not. */
export async function compareBeginning({ outlook, records }: Known, row: ImportRow, place: Place): Promise<Compared> {
  const leaving = place.leavingUid === null ? null : (records.get(place.leavingUid) ?? null);
  const record = leaving === null ? null : { uid: leaving.state.uid, version: leaving.version };
  const missing = missingProblems(row);
  const { validFrom } = row.facts;
  if (missing.length > 0 || validFrom === undefined) return { ...REFUSED, record, problems: missing };
  const beginning = beginningOf(row, place.agencyUid, validFrom);
  const problems = new Problems();
  const besides = leaving === null ? [] : [leaving.state.uid];
  await checkAppointment(outlook, { ...beginning, besides, roleField: 'role' }, problems);
  if (leaving !== null) checkEnd(leaving.state, { endsOn: validFrom, field: 'validFrom' }, problems);
  checkIssued(beginning.authorisation, validFrom, ['documentIssuedOn'], problems);
  const action =
    record === null
      ? ({ kind: 'CREATE', beginning } as const)
      : ({ kind: 'REPLACE', leavingUid: record.uid, beginning } as const);
  return {
    outcome: action.kind,
    record,
    differences: beginningDifferences(leaving?.state ?? null, beginning),
    problems: ruleProblems(row, problems.found),
    action,
    claims: [...besides.map((uid) => claimOf(uid, 'alone')), claimToRole(beginning)],
  };
}

function beginningOf(row: ImportRow, agencyUid: string, validFrom: Day): RowBeginning {
  const { facts, contacts, role } = row;
  const { fullName = '', positionTitle = '', decisionNumber = null } = facts;
  const { documentNumber = null, documentIssuedOn = null, matter = null } = facts;
  return {
    ...{ agencyUid, role, validFrom, validTo: row.validTo ?? OPEN_TO },
    person: { fullName, positionTitle, contacts, decisionNumber },
    authorisation: { documentNumber, documentTitle: null, documentIssuedOn, matter },
  };
}

/** One of those roles begins at an agency by one row; of the others, one person does on one day. */
function claimToRole({ agencyUid, role, person, validFrom }: RowBeginning): Claim {
  const who = ONE_AT_A_TIME.includes(role) ? '' : ` ${validFrom} ${foldText(person.fullName ?? '')}`;
  return { key: `${role} ${agencyUid}${who}`, shared: false };
}

const ALWAYS: readonly ColumnKey[] = ['fullName', 'positionTitle', 'validFrom'];
/** A written authorisation has a document, one matter and a term (Decree 09/2017, art. 3). */
const OF_AN_AUTHORISATION: readonly ColumnKey[] = ['documentNumber', 'matter', 'lastDay'];

function missingProblems(row: ImportRow): readonly ImportProblem[] {
  const lacks = (key: ColumnKey): boolean =>
    key === 'lastDay' ? row.validTo === null : row.facts[key as keyof typeof row.facts] === undefined;
  const authorisation = row.role === 'AUTHORIZED' ? OF_AN_AUTHORISATION : [];
  return [
    ...ALWAYS.filter(lacks).map((key) => missing(row, key, 'REQUIRED')),
    ...authorisation.filter(lacks).map((key) => missing(row, key, 'DOCUMENT_REQUIRED')),
  ];
}

function missing(row: ImportRow, key: ColumnKey, code: ImportProblemCode): ImportProblem {
  const { heading } = COLUMNS[key];
  const en = `A record that begins needs ${key} (${heading}).`;
  return atColumn(row, key, { code, en, vi: `Hồ sơ mới cần cột "${heading}".` });
}
