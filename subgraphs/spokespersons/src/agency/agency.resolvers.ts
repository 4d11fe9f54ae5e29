import {
  allOf,
  type Condition,
  type Connection,
  type Day,
  encodeViewId,
  isPlaced,
  keyOf,
  type ListArguments,
  type PlacedAgencyRow,
  type Reference,
  readReference,
} from '@phat-ngon/kit';
import type { Context } from '../context.js';
import { type CoverageReasonCode, type CoverageStatus, coverageReasons, REASONS } from '../coverage/coverage.rules.js';
import { dataCallResponsesOf } from '../data-call/data-call.resolvers.js';
import { requireStaff } from '../rights/require-staff.js';
import { viewerMay } from '../rights/viewer.resolvers.js';
import { deadlinesOf, speakingRuleOf } from '../rules/rule.resolvers.js';
import type { SpokespersonRow } from '../spokesperson/spokesperson.entity.js';
import { isPublishedOn } from '../spokesperson/spokesperson.rules.js';
import { SPOKESPERSON_COLUMNS } from '../spokesperson/spokesperson.store.js';
import type { ViewedSpokesperson } from '../spokesperson/viewed-spokesperson.js';
import { isOpen, type Submission } from '../submission/submission.js';
import { type ShownCallRoute, whoToCall } from './call-route.js';
import { type ShownFocalPoint, type ShownOfficer, showFocalPoint, showOfficer } from './shown-staff.js';
import type { OfficerRow } from './staff.entity.js';

/** Whether an agency is in force on its view's day. */
async function isInForce({ uid, view }: Reference, context: Context): Promise<boolean> {
  const placement = await context.placements.agencies.load({ uid, day: view.day });
  return isPlaced(placement, view.day);
}

function spokespersons(
  { uid, view }: Reference,
  _: unknown,
  context: Context,
): readonly ViewedSpokesperson[] | Promise<readonly ViewedSpokesperson[]> {
  const key = { uid, day: view.day };
  // Both are asked for at once.
  const speakers = context.spokespersons.speakers.read(key);
  const placement = context.placements.agencies.read(key);
  const shown = (rows: readonly SpokespersonRow[] | null, agency: PlacedAgencyRow | null) =>
    isPlaced(agency, view.day) ? (rows ?? []).map((row) => ({ row, view })) : [];
  if (speakers instanceof Promise || placement instanceof Promise)
    return Promise.all([speakers, placement]).then(([rows, agency]) => shown(rows, agency));
  return shown(speakers, placement);
}

/** Who speaks for the agencies of a whole level. */
export function readSpeakersAhead(agencies: readonly Reference[], context: Context): Promise<unknown> {
  const keys = agencies.map(({ uid, view }) => ({ uid, day: view.day }));
  return Promise.all([context.spokespersons.speakers.readAhead(keys), context.placements.agencies.readAhead(keys)]);
}

/** Published records up to the day, the latest first; staff of the agency see the others too. */
async function history(
  { uid, view }: Reference,
  args: ListArguments,
  context: Context,
): Promise<Connection<ViewedSpokesperson>> {
  const known: Condition = (await context.rights.isStaffOf(uid))
    ? { sql: 'v.recorded_on <= ?', parameters: [view.day] }
    : { sql: 'v.published_on <= ?', parameters: [view.day] };
  const query = {
    name: 'history',
    columns: SPOKESPERSON_COLUMNS,
    from: { sql: 'spokesperson v', parameters: [] },
    where: allOf([{ sql: 'v.agency_uid = ? AND v.valid_from <= ?', parameters: [uid, view.day] }, known]),
    keys: [{ ...keyOf('v.valid_from'), descending: true }, keyOf('v.uid')],
  };
  return context.spokespersons.lists.read(query, args, (row) => ({ row, view }));
}

function coverageStatus({ uid, view }: Reference, _: unknown, context: Context): Promise<CoverageStatus | null> {
  return context.coverage.statuses.load({ uid, day: view.day });
}

interface ShownReason {
  readonly id: string;
  readonly code: CoverageReasonCode;
  readonly label: string;
  readonly labelEn: string;
}

async function reasons({ uid, view }: Reference, _: unknown, context: Context): Promise<readonly ShownReason[] | null> {
  const key = { uid, day: view.day };
  const [status, assigned, hadOne] = await Promise.all([
    context.coverage.statuses.load(key),
    context.coverage.assigned.load(key),
    context.coverage.hadOne.load(key),
  ]);
  if (status === null) return null;
  const facts = { assigned: assigned ?? [], hadOne: hadOne ?? false, day: view.day };
  return coverageReasons(status, facts).map((code) => ({
    id: encodeViewId({ type: 'CoverageReason', uid: `${uid}.${code}`, asOf: view.asOf }),
    code,
    label: REASONS[code][0],
    labelEn: REASONS[code][1],
  }));
}

async function focalPoints(agency: Reference, _: unknown, context: Context): Promise<readonly ShownFocalPoint[]> {
  const { uid, view } = agency;
  if (!(await isInForce(agency, context))) return [];
  const posts = (await context.staff.focalPoints.load({ uid, day: view.day })) ?? [];
  return posts.filter((post) => isPublishedOn(post, view.day)).map((post) => showFocalPoint(post, view, context));
}

/** An internal list: the agency's clerks and the authority read it. @throws PublicError `FORBIDDEN` for anybody else. */
async function communicationOfficers(
  agency: Reference,
  _: unknown,
  context: Context,
): Promise<readonly ShownOfficer[]> {
  const { uid, view } = agency;
  await requireStaff(context, uid);
  if (!(await isInForce(agency, context))) return [];
  const officers = (await context.staff.officers.load({ uid, day: view.day })) ?? [];
  return officers.filter((officer) => isKnownOn(officer, view.day)).map((officer) => showOfficer(officer, view));
}

/** What waits or was returned is seen from the day it came in. */
function isKnownOn({ reviewState, recordedOn, publishedOn }: OfficerRow, day: Day): boolean {
  return reviewState === 'VERIFIED'
    ? publishedOn !== null && publishedOn <= day
    : isOpen(reviewState) && recordedOn <= day;
}

/**
 * What the agency has laid before the authority and what waits still, for those who keep and check its records.
 * @throws PublicError `FORBIDDEN` for anybody else.
 */
async function openSubmissionsOf({ uid }: Reference, _: unknown, context: Context): Promise<readonly Submission[]> {
  await requireStaff(context, uid);
  return context.submissions.openAt.load(uid);
}

/** Resolvers of `Agency`. */
export const agencyResolvers = {
  Agency: {
    __resolveReference: ({ id }: { readonly id: string }, context: Context) =>
      readReference('Agency', id, context.today),
    spokespersons,
    whoToCall: ({ uid, view }: Reference, _: unknown, context: Context): Promise<ShownCallRoute> =>
      whoToCall(uid, view, context),
    coverageStatus,
    coverageReasons: reasons,
    history,
    focalPoints,
    communicationOfficers,
    openSubmissions: openSubmissionsOf,
    dataCallResponses: dataCallResponsesOf,
    viewerMay,
    speakingRule: speakingRuleOf,
    deadlines: deadlinesOf,
  },
};
