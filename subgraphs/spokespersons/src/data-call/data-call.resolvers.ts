import {
  allOf,
  type Condition,
  type Connection,
  encodeViewId,
  isIn,
  keyOf,
  type ListArguments,
  liveViewOn,
  type Reference,
  readList,
  readViewId,
  type Tier,
} from '@phat-ngon/kit';
import type { Context } from '../context.js';
import { agencyReference, type LegalDocumentReference, legalDocumentReference, unitReference } from '../references.js';
import { requireStaff, requireStaffRole } from '../rights/require-staff.js';
import { NO_EVIDENCE } from '../submission/submission.js';
import type { DataCallRow, DataCallState, ResponseRow } from './data-call.entity.js';
import { DATA_CALL_COLUMNS, RESPONSE_COLUMNS } from './data-call.store.js';
import { isOver, progressOf } from './progress.js';

/** `Query.dataCalls`. */
function dataCalls(
  _: unknown,
  { isOpen, ...page }: ListArguments & { readonly isOpen?: boolean | null },
  { database }: Context,
): Promise<Connection<DataCallRow>> {
  const open: Condition[] =
    isOpen === null || isOpen === undefined
      ? []
      : [{ sql: `v.closed_on IS ${isOpen ? '' : 'NOT '}NULL`, parameters: [] }];
  const query = {
    name: 'dataCalls',
    columns: DATA_CALL_COLUMNS,
    from: { sql: 'data_call v', parameters: [] },
    where: allOf(open),
    keys: [{ ...keyOf('v.asked_on'), descending: true }, keyOf('v.uid')],
  };
  return readList<DataCallRow, DataCallRow>(database, query, page, (row) => row);
}

/** `DataCall.responses`: of agencies whose records the caller keeps or checks. */
async function responses(
  { uid }: DataCallRow,
  {
    state,
    tier,
    ...page
  }: ListArguments & { readonly state?: readonly DataCallState[] | null; readonly tier?: readonly Tier[] | null },
  context: Context,
): Promise<Connection<ResponseRow>> {
  requireStaffRole(context);
  const query = {
    name: 'dataCallResponses',
    columns: RESPONSE_COLUMNS,
    from: { sql: 'data_call_response v', parameters: [] },
    where: allOf([
      { sql: 'v.data_call_uid = ?', parameters: [uid] },
      await context.rights.staffCondition('v.agency_uid'),
      ...(state ? [isIn('v.state', state)] : []),
      ...(tier ? [isIn('v.tier', tier)] : []),
    ]),
    keys: [keyOf('v.sort_official'), keyOf('v.agency_uid')],
  };
  return readList<ResponseRow, ResponseRow>(context.database, query, page, (row) => row);
}

/** `Agency.dataCallResponses`. @throws PublicError `FORBIDDEN` for who neither keeps nor checks its records. */
export async function dataCallResponsesOf(
  { uid }: Reference,
  _: unknown,
  context: Context,
): Promise<readonly ResponseRow[]> {
  await requireStaff(context, uid);
  return context.dataCalls.responsesOf.load(uid);
}

/** Resolvers of data calls. */
export const dataCallResolvers = {
  Query: { dataCalls },
  DataCall: {
    __resolveReference: async ({ id }: { readonly id: string }, { dataCalls: calls }: Context) => {
      const thing = readViewId(id, 'id');
      return thing.type === 'DataCall' ? calls.byUid.load(thing.uid) : null;
    },
    id: ({ uid }: DataCallRow) => encodeViewId({ type: 'DataCall', uid, asOf: null }),
    document: ({ documentNumber: number, documentTitle: title, documentIssuedOn: issuedOn }: DataCallRow) => ({
      ...{ number, title, issuedOn },
    }),
    legalBasis: ({ legalDocumentUid }: DataCallRow): LegalDocumentReference | null =>
      legalDocumentUid === null ? null : legalDocumentReference(legalDocumentUid),
    tiers: ({ tiers }: DataCallRow) => tiers.split(' '),
    within: ({ unitUid, askedOn }: DataCallRow) => unitReference(unitUid, { asOf: askedOn, day: askedOn }),
    progress: progressOf,
    responses,
    synthetic: ({ synthetic }: DataCallRow) => synthetic === 1,
  },
  DataCallResponse: {
    id: ({ dataCallUid, agencyUid }: ResponseRow) =>
      encodeViewId({ type: 'DataCallResponse', uid: `${dataCallUid}.${agencyUid}`, asOf: null }),
    dataCall: ({ dataCallUid }: ResponseRow, _: unknown, { dataCalls: calls }: Context) =>
      calls.byUid.load(dataCallUid),
    agency: ({ agencyUid }: ResponseRow, _: unknown, { today }: Context) =>
      agencyReference(agencyUid, liveViewOn(today)),
    isOverdue: async ({ dataCallUid, state }: ResponseRow, _: unknown, { dataCalls: calls, today }: Context) => {
      const call = await calls.byUid.load(dataCallUid);
      return call !== null && isOver(call, today) && (state === 'ASKED' || state === 'RETURNED');
    },
    recordsAreCurrent: ({ recordsAreCurrent }: ResponseRow) => recordsAreCurrent === 1,
    answer: ({ answer }: ResponseRow) => (answer === null ? null : { ...NO_EVIDENCE, ...JSON.parse(answer) }),
  },
};
