import { checkAppointment } from '../../command/check-appointment.js';
import { checkEnd } from '../../command/end-record.js';
import { Problems } from '../../command/user-errors.js';
import type { SpokespersonRecord } from '../../record.js';
import { refuseAnotherPerson } from '../../spokesperson/commands/correct.js';
import type { Submission } from '../../submission/submission.js';
import type { ImportRow } from '../normalise/import-row.js';
import type { ImportProblem } from '../problem.js';
import type { Known } from './known.js';
import { type Compared, claimOf, REFUSED } from './outcome.js';
import { changesOf, differencesOf } from './row-changes.js';
import { atColumn, ruleProblems } from './row-problem.js';

/**
 * Holds a row against the record it is about: the same, or corrected, or ended. A correction that waits for the authority counts as
 * said: a list that is sent twice makes no second one.
 */
export async function compareRecord({ outlook, records, open }: Known, row: ImportRow, uid: string): Promise<Compared> {
  const before = records.get(uid);
  if (before === undefined) throw new Error(`the record ${uid} was found and is gone`);
  const { state } = before;
  const record = { uid, version: before.version };
  const misplaced = misplacedProblems(row, state);
  if (misplaced.length > 0) return { ...REFUSED, record, problems: misplaced };
  const said = saidOf(state, open.get(uid));
  const changes = changesOf(row, said);
  const endsOn = row.validTo === null || row.validTo === state.validTo ? null : row.validTo;
  const problems = new Problems();
  refuseAnotherPerson(state, changes, ['fullName'], problems);
  if (endsOn !== null) checkEnd({ ...state, ...changes }, { endsOn, field: 'validTo' }, problems);
  if (changes.validFrom !== undefined && problems.isEmpty) {
    const { agencyUid, role } = state;
    const term = { validFrom: changes.validFrom, validTo: endsOn ?? state.validTo };
    await checkAppointment(outlook, { agencyUid, role, ...term, besides: [uid], roleField: 'role' }, problems);
  }
  const differences = differencesOf(said, { ...said, ...changes, validTo: endsOn ?? said.validTo });
  if (differences.length === 0) return { ...REFUSED, outcome: 'SAME', record, claims: [claimOf(uid, 'shared')] };
  const action = { kind: 'CORRECT', uid, changes, endsOn } as const;
  const claims = [claimOf(uid, 'alone')];
  return { outcome: 'CORRECT', record, differences, problems: ruleProblems(row, problems.found), action, claims };
}

/** What an agency has said last of a record: a correction that waits for the authority included. */
export function saidOf(state: SpokespersonRecord, waiting: Submission | undefined): SpokespersonRecord {
  return state.reviewState === 'VERIFIED' && waiting !== undefined ? { ...state, ...waiting.proposed } : state;
}

function misplacedProblems(row: ImportRow, { uid, role, reviewState }: SpokespersonRecord): readonly ImportProblem[] {
  if (reviewState === 'WITHDRAWN') {
    return [
      atColumn(row, 'recordUid', {
        code: 'NOT_OPEN',
        en: `The record ${uid} was withdrawn. Leave the cell empty for a new one.`,
        vi: `Hồ sơ ${uid} đã được rút. Hãy để trống ô này khi thêm mới.`,
      }),
    ];
  }
  if (row.role === role) return [];
  return [
    atColumn(row, 'role', {
      code: 'INVALID',
      en: `The record ${uid} is of another role (${role}). A person in another role is a new record: leave its code empty.`,
      vi: `Hồ sơ ${uid} thuộc vai trò khác (${role}). Giữ vai trò khác là hồ sơ mới: hãy để trống mã hồ sơ.`,
    }),
  ];
}
