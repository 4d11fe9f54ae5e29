import {
  allOf,
  type Condition,
  type Connection,
  encodeViewId,
  isPlaced,
  keyOf,
  type ListArguments,
  PublicError,
  type Reference,
  readReference,
  shownDay,
  type View,
} from '@phat-ngon/kit';
import type { Context } from '../context.js';
import { type CoverageReasonCode, type CoverageStatus, coverageReasons, REASONS } from '../coverage/coverage.rules.js';
import { deadlinesOf, speakingRuleOf } from '../rules/rule.resolvers.js';
import { isInRoleOn, isPublishedOn, isStaffOf } from '../spokesperson/spokesperson.rules.js';
import { SPOKESPERSON_COLUMNS } from '../spokesperson/spokesperson.store.js';
import type { ViewedSpokesperson } from '../spokesperson/viewed-spokesperson.js';
import { type ShownCallRoute, whoToCall } from './call-route.js';
import type { FocalPointRow, OfficerRow } from './staff.entity.js';

/** Whether an agency is in force on its view's day. */
async function isInForce({ uid, view }: Reference, context: Context): Promise<boolean> {
  const placement = await context.placements.agencies.load({ uid, day: view.day });
  return isPlaced(placement, view.day);
}

async function spokespersons(agency: Reference, _: unknown, context: Context): Promise<readonly ViewedSpokesperson[]> {
  const { uid, view } = agency;
  const [rows, inForce] = await Promise.all([
    context.spokespersons.speakers.load({ uid, day: view.day }),
    isInForce(agency, context),
  ]);
  return inForce ? (rows ?? []).map((row) => ({ row, view })) : [];
}

/** Published records up to the day, the latest first; staff of the agency see the others too. */
function history(
  { uid, view }: Reference,
  args: ListArguments,
  context: Context,
): Promise<Connection<ViewedSpokesperson>> {
  const known: Condition = isStaffOf(context.principal, uid)
    ? { sql: 'v.recorded_on <= ?', parameters: [view.day] }
    : { sql: 'v.published_on <= ?', parameters: [view.day] };
  const query = {
    name: 'history',
    columns: SPOKESPERSON_COLUMNS,
    from: { sql: 'spokesperson v', parameters: [] },
    where: allOf([{ sql: 'v.agency_uid = ? AND v.valid_from <= ?', parameters: [uid, view.day] }, known]),
    keys: [{ ...keyOf("(0 - REPLACE(v.valid_from, '-', ''))"), numeric: true }, keyOf('v.uid')],
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

interface ShownFocalPoint {
  readonly id: string;
  readonly name: string;
  readonly spokesperson: () => Promise<ViewedSpokesperson | null> | null;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly synthetic: boolean;
}

async function focalPoints(agency: Reference, _: unknown, context: Context): Promise<readonly ShownFocalPoint[]> {
  const { uid, view } = agency;
  if (!(await isInForce(agency, context))) return [];
  const posts = (await context.staff.focalPoints.load({ uid, day: view.day })) ?? [];
  return posts.map((post: FocalPointRow) => ({
    id: encodeViewId({ type: 'FocalPoint', uid: post.uid, asOf: view.asOf }),
    name: post.name,
    spokesperson: () => (post.holderUid === null ? null : holderOf(post.holderUid, view, context)),
    validFrom: post.validFrom,
    validTo: shownDay(post.validTo),
    synthetic: post.synthetic === 1,
  }));
}

/** Who holds a post on the day, as published; a holder who has left leaves it vacant. */
async function holderOf(uid: string, view: View, context: Context): Promise<ViewedSpokesperson | null> {
  const row = await context.spokespersons.byUid.load(uid);
  return row !== null && isInRoleOn(row, view.day) && isPublishedOn(row, view.day) ? { row, view } : null;
}

type ShownOfficer = Pick<OfficerRow, 'fullName' | 'positionTitle' | 'validFrom'> & {
  readonly id: string;
  readonly validTo: string | null;
  readonly synthetic: boolean;
};

/** An internal list: the agency's clerks and the authority read it. @throws PublicError `FORBIDDEN` for anybody else. */
async function communicationOfficers(
  agency: Reference,
  _: unknown,
  context: Context,
): Promise<readonly ShownOfficer[]> {
  const { uid, view } = agency;
  if (!isStaffOf(context.principal, uid)) {
    throw new PublicError({
      code: 'FORBIDDEN',
      en: 'The policy-communication staff of an agency is an internal list, for the agency and the press authority.',
      vi: 'Danh sách đội ngũ truyền thông chính sách là danh sách nội bộ của cơ quan và cơ quan quản lý báo chí.',
    });
  }
  if (!(await isInForce(agency, context))) return [];
  const officers = (await context.staff.officers.load({ uid, day: view.day })) ?? [];
  return officers.map(({ fullName, positionTitle, validFrom, validTo, synthetic, uid: officer }) => ({
    id: encodeViewId({ type: 'PolicyCommunicationOfficer', uid: officer, asOf: view.asOf }),
    fullName,
    positionTitle,
    validFrom,
    validTo: shownDay(validTo),
    synthetic: synthetic === 1,
  }));
}

/** Resolvers of `Agency`. */
export const agencyResolvers = {
  Agency: {
    // Rejects rather than throws: a bad id empties its own place, not the whole list of entities.
    __resolveReference: async ({ id }: { readonly id: string }, context: Context) =>
      readReference('Agency', id, context.today),
    spokespersons,
    whoToCall: ({ uid, view }: Reference, _: unknown, context: Context): Promise<ShownCallRoute> =>
      whoToCall(uid, view, context),
    coverageStatus,
    coverageReasons: reasons,
    history,
    focalPoints,
    communicationOfficers,
    speakingRule: speakingRuleOf,
    deadlines: deadlinesOf,
  },
};
