import type { Day, Principal, Reading } from '@phat-ngon/kit';
import { outlookOf } from '../../command/outlook.js';
import type { Kept } from '../../keeping/kept.js';
import { spokespersonKeeper } from '../../keeping/spokesperson.keeper.js';
import type { SpokespersonRecord } from '../../record.js';
import { openSubmissions } from '../../submission/submission.store.js';
import type { ImportRow } from '../normalise/import-row.js';
import type { Normalised } from '../normalise/normalise-row.js';
import { hasErrors, type ImportProblem } from '../problem.js';
import { compareBeginning } from './compare-beginning.js';
import { compareRecord } from './compare-record.js';
import { findSubject, type Subject } from './find-subject.js';
import type { Known } from './known.js';
import { type Claim, type Comparison, REFUSED } from './outcome.js';
import { type Resolution, resolveAgencies } from './resolve-agencies.js';
import { atAgency, atColumn } from './row-problem.js';

/** Who imports, when, and what is read for it: the committed state, or what a transaction sees. */
export interface Comparing {
  readonly reading: Reading;
  readonly principal: Principal;
  readonly today: Day;
}

/** Which row has claimed something first, and how. */
export interface Taken {
  readonly line: number;
  readonly shared: boolean;
}

/** What other parts of the file have claimed, among some claims, by key. A row's own claim may be there: it is no other's. */
export type TakenClaims = (claims: readonly Claim[]) => Promise<ReadonlyMap<string, Taken>>;

/**
 * Holds a part of a file against the records: what each row would do, by the rules of the single commands. Reads at once what the rows
 * need; writes nothing. A row that touches what an earlier one does is refused: which of them is right, the file does not say.
 */
export async function compareRows(
  { reading, principal, today }: Comparing,
  rows: readonly Normalised[],
  taken: TakenClaims,
): Promise<readonly Comparison[]> {
  const outlook = outlookOf(reading, principal, today);
  const imported = rows.map(({ row }) => row);
  const resolutions = await resolveAgencies(reading, imported, today);
  const named = await spokespersonKeeper.read(reading.reader, uidsOf(imported.map(({ recordUid }) => recordUid)));
  const placed = rows.map((row) => placeRow(row, resolutions.get(row.row), named));
  const subjects = await Promise.all(
    placed.map(async ({ row, agencyUid }) =>
      agencyUid === null ? null : findSubject(row, await outlook.holders.load(agencyUid), today),
    ),
  );
  const subjectUids = uidsOf(subjects.map((subject) => (subject === null ? null : recordOf(subject))));
  const [records, open] = await Promise.all([
    spokespersonKeeper.read(reading.reader, subjectUids),
    openSubmissions(reading, 'spokesperson', subjectUids),
  ]);
  const known: Known = { outlook, records, open };
  const compared = await Promise.all(placed.map((row, index) => compareRow(row, subjects[index] ?? null, known)));
  return refuseTwice(compared, taken);
}

function recordOf(subject: Subject): string | null {
  switch (subject.kind) {
    case 'record':
      return subject.uid;
    case 'successor':
      return subject.leavingUid;
    case 'newcomer':
      return null;
  }
}

function uidsOf(uids: readonly (string | null)[]): readonly string[] {
  return [...new Set(uids.filter((uid) => uid !== null))];
}

/** A row with the agency it is about; null where that is not known. */
interface PlacedRow {
  readonly row: ImportRow;
  readonly agencyUid: string | null;
  readonly problems: readonly ImportProblem[];
}

function placeRow(
  { row, problems }: Normalised,
  resolution: Resolution | undefined,
  named: ReadonlyMap<string, Kept<SpokespersonRecord>>,
): PlacedRow {
  const refuse = (problem: ImportProblem): PlacedRow => ({ row, agencyUid: null, problems: [...problems, problem] });
  if (resolution?.kind === 'refused') return refuse(resolution.problem);
  const { recordUid } = row;
  if (recordUid === null) {
    if (resolution === undefined) return refuse(NO_AGENCY(row));
    return { row, agencyUid: resolution.agencyUid, problems };
  }
  const record = named.get(recordUid);
  if (record === undefined) return refuse(NO_RECORD(row));
  const { agencyUid } = record.state;
  // Columns that were sorted apart would put people to records of others.
  if (resolution !== undefined && resolution.agencyUid !== agencyUid) return refuse(OTHER_AGENCY(row, agencyUid));
  return { row, agencyUid, problems };
}

const NO_AGENCY = (row: ImportRow): ImportProblem =>
  atAgency(row, {
    code: 'REQUIRED',
    en: 'The row names no agency: by its code, the code of its unit, or its name.',
    vi: 'Dòng này không nêu cơ quan: cần mã cơ quan, mã đơn vị hành chính hoặc tên cơ quan.',
  });

const NO_RECORD = (row: ImportRow): ImportProblem =>
  atColumn(row, 'recordUid', {
    code: 'NOT_FOUND',
    en: `There is no record ${row.recordUid}. Leave the cell empty for a new one.`,
    vi: `Không có hồ sơ ${row.recordUid}. Hãy để trống ô này khi thêm mới.`,
  });

const OTHER_AGENCY = (row: ImportRow, agencyUid: string): ImportProblem =>
  atColumn(row, 'recordUid', {
    code: 'INVALID',
    en: `${row.recordUid} is a record of ${agencyUid}, not of the agency the row names.`,
    vi: `${row.recordUid} là hồ sơ của ${agencyUid}, không phải của cơ quan nêu trong dòng này.`,
  });

async function compareRow(placed: PlacedRow, subject: Subject | null, known: Known): Promise<Comparison> {
  const { row, agencyUid } = placed;
  if (agencyUid === null || subject === null) return refusedRow(placed);
  // Before anything is told of its records.
  if (!(await known.outlook.rights.mayWriteFor(agencyUid))) {
    return refusedRow({ ...placed, problems: [...placed.problems, NOT_YOURS(row, agencyUid)] });
  }
  const compared =
    subject.kind === 'record'
      ? await compareRecord(known, row, subject.uid)
      : await compareBeginning(known, row, { agencyUid, leavingUid: recordOf(subject) });
  const comparison = { row, agencyUid, ...compared, problems: [...placed.problems, ...compared.problems] };
  return hasErrors(comparison.problems) ? refuse(comparison) : comparison;
}

const NOT_YOURS = (row: ImportRow, agencyUid: string): ImportProblem =>
  atAgency(row, {
    code: 'FORBIDDEN',
    en: `The records of ${agencyUid} are not yours to keep.`,
    vi: `Bạn không được cập nhật hồ sơ của ${agencyUid}.`,
  });

function refusedRow({ row, agencyUid, problems }: PlacedRow): Comparison {
  return refuse({ row, agencyUid, record: null, problems });
}

function refuse({ row, agencyUid, record, problems }: Refused): Comparison {
  const placed = problems.map((problem) => ({ ...problem, line: row.line }));
  return { ...REFUSED, row, agencyUid, record, problems: placed };
}

type Refused = Pick<Comparison, 'row' | 'agencyUid' | 'record' | 'problems'>;

async function refuseTwice(compared: readonly Comparison[], taken: TakenClaims): Promise<readonly Comparison[]> {
  const known = new Map(await taken(compared.flatMap(({ claims }) => claims)));
  return compared.map((comparison) => {
    const { row, claims, problems } = comparison;
    const other = claims.map((claim) => clash(claim, row.line, known.get(claim.key))).find((line) => line !== null);
    if (typeof other === 'number') return refuse({ ...comparison, problems: [...problems, twice(row, other)] });
    for (const { key, shared } of claims) if (!known.has(key)) known.set(key, { line: row.line, shared });
    return comparison;
  });
}

/** The line of the row before this one that has what it claims. */
function clash({ shared }: Claim, line: number, taken: Taken | undefined): number | null {
  if (taken === undefined || taken.line >= line || (taken.shared && shared)) return null;
  return taken.line;
}

function twice(row: ImportRow, line: number): ImportProblem {
  return atColumn(row, 'fullName', {
    code: 'DUPLICATE',
    en: `Line ${line} is about the same record, or the same role at the same agency: keep one of them.`,
    vi: `Dòng ${line} cũng về hồ sơ này, hoặc cùng vai trò ở cùng cơ quan: chỉ giữ một dòng.`,
  });
}
