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
  shownDay,
  withinPlacement,
} from '@phat-ngon/kit';
import { showFocalPoint, showOfficer } from '../agency/shown-staff.js';
import { readUid } from '../command/desk.js';
import type { Context } from '../context.js';
import { REASONS } from '../coverage/coverage.rules.js';
import type { KeptState } from '../keeping/kept.js';
import type { SpokespersonRecord } from '../record.js';
import { agencyReference } from '../references.js';
import { requireStaffRole } from '../rights/require-staff.js';
import type { ReviewState } from '../spokesperson/spokesperson.entity.js';
import type { ViewedSpokesperson } from '../spokesperson/viewed-spokesperson.js';
import { valueId } from '../value-id.js';
import type { SubmissionKind, SubmissionRow } from './submission.entity.js';
import { changedFields, type Evidence, missingItems, type Submission, submissionOf, wordsOf } from './submission.js';
import { SUBMISSION_COLUMNS } from './submission.store.js';

/** Arguments of `Query.submissions`. */
interface SubmissionsArguments extends ListArguments {
  readonly filter?: {
    readonly state?: readonly ReviewState[] | null;
    readonly kind?: readonly SubmissionKind[] | null;
    readonly within?: string | null;
    readonly agency?: string | null;
  } | null;
  readonly orderBy?: 'OLDEST_FIRST' | 'NEWEST_FIRST' | null;
}

/** `Query.submissions`: what concerns the caller. @throws PublicError `UNAUTHENTICATED`, `FORBIDDEN`, `BAD_USER_INPUT`. */
async function submissions(
  _: unknown,
  { filter, orderBy, ...page }: SubmissionsArguments,
  context: Context,
): Promise<Connection<Submission>> {
  requireStaffRole(context);
  const { state, kind, within, agency } = filter ?? {};
  const view = liveViewOn(context.today);
  const conditions: Condition[] = [await context.rights.staffCondition('v.agency_uid')];
  if (state) conditions.push(isIn('v.state', state));
  if (kind) conditions.push(isIn('v.kind', kind));
  if (within !== null && within !== undefined)
    conditions.push(await withinPlacement(within, view, context.placements, 'v.path'));
  if (agency !== null && agency !== undefined)
    conditions.push({ sql: 'v.agency_uid = ?', parameters: [readUid(agency, 'Agency', 'filter.agency')] });
  const isNewestFirst = orderBy === 'NEWEST_FIRST';
  const query = {
    name: `submissions:${isNewestFirst ? 'NEWEST' : 'OLDEST'}`,
    columns: SUBMISSION_COLUMNS,
    from: { sql: 'submission v', parameters: [] },
    where: allOf(conditions),
    keys: [{ ...keyOf('v.submitted_at'), descending: isNewestFirst }, keyOf('v.uid')],
  };
  return readList<SubmissionRow, Submission>(context.database, query, page, submissionOf);
}

async function spokespersonOf(context: Context, uid: string | null): Promise<ViewedSpokesperson | null> {
  const row = uid === null ? null : await context.spokespersons.byUid.load(uid);
  return row === null ? null : { row, view: liveViewOn(context.today) };
}

function document(facts: Evidence | SpokespersonRecord): unknown {
  const { documentNumber, documentTitle, documentIssuedOn } = facts;
  return documentNumber ? { number: documentNumber, title: documentTitle, issuedOn: documentIssuedOn } : null;
}

/** Resolvers of submissions. */
export const submissionResolvers = {
  Query: { submissions },
  Submission: {
    __resolveReference: async ({ id }: { readonly id: string }, context: Context): Promise<Submission | null> => {
      const thing = readViewId(id, 'id');
      const found = thing.type === 'Submission' ? await context.submissions.byUid.load(thing.uid) : null;
      return found !== null && (await context.rights.isStaffOf(found.agencyUid)) ? found : null;
    },
    id: ({ uid }: Submission) => encodeViewId({ type: 'Submission', uid, asOf: null }),
    agency: ({ agencyUid }: Submission, _: unknown, { today }: Context): Reference =>
      agencyReference(agencyUid, liveViewOn(today)),
    spokesperson: ({ subjectType, subjectUid }: Submission, _: unknown, context: Context) =>
      spokespersonOf(context, subjectType === 'spokesperson' ? subjectUid : null),
    focalPoint: async ({ subjectType, subjectUid }: Submission, _: unknown, context: Context) => {
      const row = subjectType === 'focalPoint' ? await context.staff.focalPointByUid.load(subjectUid) : null;
      return row === null ? null : showFocalPoint(row, liveViewOn(context.today), context);
    },
    communicationOfficer: async ({ subjectType, subjectUid }: Submission, _: unknown, context: Context) => {
      const row = subjectType === 'communicationOfficer' ? await context.staff.officerByUid.load(subjectUid) : null;
      return row === null ? null : showOfficer(row, liveViewOn(context.today));
    },
    replaces: ({ subjectType, replacedUid }: Submission, _: unknown, context: Context) =>
      spokespersonOf(context, subjectType === 'spokesperson' ? replacedUid : null),
    changes: (submission: Submission) =>
      changedFields(submission).map((field) => ({
        id: encodeViewId({ type: 'FieldChange', uid: `${submission.uid}.${submission.version}.${field}`, asOf: null }),
        field,
        before: wordsOf(submission.current, field),
        after: wordsOf(submission.proposed, field),
      })),
    missing: ({ uid, subjectType, proposed }: Submission) =>
      subjectType === 'spokesperson'
        ? missingItems(proposed as SpokespersonRecord).map((code) => ({
            id: encodeViewId({ type: 'CoverageReason', uid: `${uid}.${code}`, asOf: null }),
            code,
            label: REASONS[code][0],
            labelEn: REASONS[code][1],
          }))
        : [],
  },
  RecordState: {
    validTo: ({ validTo }: KeptState) => shownDay(validTo),
    contacts: (state: Partial<SpokespersonRecord>) =>
      (state.contacts ?? []).map((contact) => ({
        ...contact,
        id: valueId('ContactState', contact),
        withheld: false,
      })),
    document,
  },
  Evidence: { document },
};
