import {
  allOf,
  COUNTRY_UID,
  columnsOf,
  inForceOn,
  isIn,
  liveViewOn,
  PlacedAgencyEntity,
  type PlacedAgencyRow,
  readAnyDay,
  readWithin,
  rowsOf,
  TIERS,
  type Tier,
  withinPath,
} from '@phat-ngon/kit';
import type { Desk } from '../../command/desk.js';
import { type DocumentInput, readDocument } from '../../command/read-evidence.js';
import { readLine } from '../../command/read-line.js';
import { Problems } from '../../command/user-errors.js';
import { putDataCall, putResponses } from '../change-data-call.js';
import { askedRow, type DataCallRow } from '../data-call.entity.js';

/** `input OpenDataCallInput`. */
export interface OpenDataCallInput {
  readonly kind: DataCallRow['kind'];
  readonly title: string;
  readonly document: DocumentInput;
  readonly dueOn: unknown;
  readonly tier?: readonly Tier[] | null;
  readonly within?: string | null;
}

/** What a command did to a call. */
export interface DataCallOutcome {
  readonly dataCallUid: string;
}

const TITLE_LENGTH = 300;

/** The authority asks the agencies of some tiers and of a place: those in force today, whatever becomes of them later. */
export async function openDataCall(desk: Desk, input: OpenDataCallInput): Promise<DataCallOutcome> {
  const { book, today } = desk;
  const problems = new Problems();
  const title = readLine(input.title, { path: ['title'], longest: TITLE_LENGTH, problems });
  const document = readDocument(input.document, ['document'], problems);
  const dueOn = readAnyDay(input.dueOn, 'input.dueOn');
  if (dueOn < today) problems.add({ code: 'ENDS_BEFORE_START', path: ['dueOn'], ...PAST });
  const tiers = TIERS.filter((tier) => input.tier?.includes(tier) ?? true);
  const unitUid = readWithin(input.within ?? COUNTRY_UID, liveViewOn(today), 'input.within');
  const agencies = await agenciesAsked(desk, unitUid, tiers);
  if (agencies.length === 0) problems.add({ code: 'NOT_FOUND', path: ['within'], ...NOBODY });
  problems.refuse();
  const call: DataCallRow = {
    ...{ uid: book.newUid('data-call'), version: 1, kind: input.kind, title, ...document },
    ...{ legalDocumentUid: null, askedOn: today, dueOn, closedOn: null },
    ...{ tiers: tiers.join(' '), unitUid, createdBy: book.author.subject, synthetic: 0 },
  };
  await putDataCall(book, 'OPENED', null, call);
  const asked = agencies.map(({ uid, tier, path, sortOfficial }) => ({
    before: null,
    after: askedRow(call.uid, { agencyUid: uid, tier, path, sortOfficial }),
  }));
  await putResponses(book, 'ASKED', asked);
  return { dataCallUid: call.uid };
}

async function agenciesAsked(
  { book, placements, today }: Desk,
  unitUid: string,
  tiers: readonly Tier[],
): Promise<readonly PlacedAgencyRow[]> {
  const unit = await placements.units.load({ uid: unitUid, day: today });
  if (unit === null) return [];
  const where = allOf([inForceOn(today), isIn('v.tier', tiers), withinPath('v.path', unit.path)]);
  const sql = `SELECT ${columnsOf(PlacedAgencyEntity)} FROM placed_agency v WHERE ${where.sql} ORDER BY v.sort_official, v.uid`;
  return rowsOf<PlacedAgencyRow>(book.reading, sql, where.parameters);
}

const PAST = { en: 'The last day for an answer is over already.', vi: 'Hạn trả lời đã qua.' } as const;
const NOBODY = {
  en: 'No agency of these tiers is in force there today.',
  vi: 'Không có cơ quan nào thuộc các cấp này đang hoạt động trong phạm vi đó.',
} as const;
