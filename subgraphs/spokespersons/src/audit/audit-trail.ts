import {
  addDays,
  allOf,
  badInput,
  ChangeEntity,
  type ChangeRow,
  type Condition,
  type Connection,
  columnsOf,
  type Day,
  decodeViewId,
  encodeViewId,
  keyOf,
  type ListArguments,
  type ListQuery,
  liveViewOn,
  type Reference,
  readDay,
  readList,
  readUid,
  readViewId,
  withinPlacement,
} from '@phat-ngon/kit';
import type { Context } from '../context.js';
import { agencyReference } from '../references.js';
import { loadSpokesperson, type ViewedSpokesperson } from '../spokesperson/viewed-spokesperson.js';
import { type Watched, watchedAgencies } from '../watching/watch-scope.js';
import { type AuditedField, auditedFields } from './audited-fields.js';

/** Arguments of `Query.auditTrail`. */
export interface AuditTrailArguments extends ListArguments {
  readonly within?: string | null;
  readonly agency?: string | null;
  readonly entity?: string | null;
  readonly actor?: string | null;
  readonly from?: unknown;
  readonly to?: unknown;
}

/** `type AuditEntry`. */
export interface AuditEntry
  extends Pick<ChangeRow, 'seq' | 'at' | 'actor' | 'origin' | 'kind' | 'cause' | 'version' | 'effectiveFrom'> {
  readonly id: string;
  readonly entityType: string;
  readonly entityUid: string;
  readonly agency: Reference | null;
  readonly spokesperson: () => Promise<ViewedSpokesperson | null> | null;
  readonly changed: () => readonly AuditedField[];
}

const TRAIL: Watched = {
  en: 'The audit trail',
  vi: 'Nhật ký thay đổi',
  roles: ['AUTHORITY', 'REVIEWER', 'CLERK'],
};

/**
 * `Query.auditTrail`: who changed what, when: the change log as it stands, the newest first. Whoever watches over an agency today
 * reads all of its past. @throws PublicError `FORBIDDEN`; `BAD_USER_INPUT` naming the argument at fault.
 */
export async function auditTrail(
  _: unknown,
  args: AuditTrailArguments,
  context: Context,
): Promise<Connection<AuditEntry>> {
  const watched = await watchedAgencies(TRAIL, 'v.agency_uid', context);
  const query: ListQuery = {
    name: 'auditTrail',
    columns: columnsOf(ChangeEntity),
    from: { sql: 'change_log v', parameters: [] },
    where: allOf([watched, ...(await selected(args, context))]),
    keys: [{ ...keyOf('v.seq'), numeric: true, descending: true }],
  };
  return readList<ChangeRow, AuditEntry>(context.database, query, args, (row) => entryOf(row, context));
}

async function selected(args: AuditTrailArguments, context: Context): Promise<readonly Condition[]> {
  const view = liveViewOn(context.today);
  const conditions: Condition[] = [];
  const { within, agency, entity, actor, from, to } = args;
  // Where it was when it was written: a path of the log is that of the day.
  if (isGiven(within)) conditions.push(await withinPlacement(within, view, context.placements, 'v.path'));
  if (isGiven(agency))
    conditions.push(equal('v.agency_uid', readUid(agency, { type: 'Agency', argument: 'agency', view: null })));
  if (isGiven(entity)) conditions.push(equal('v.entity_id', readEntity(entity)));
  if (isGiven(actor)) conditions.push(equal('v.actor', actor));
  const [first, last] = [isGiven(from) ? readDay(from, 'from') : null, isGiven(to) ? readDay(to, 'to') : null];
  if (first !== null && last !== null && last < first) {
    throw badInput(
      'to',
      `to: expected ${first} or later, got ${last}.`,
      `to: cần từ ${first} trở đi, nhận được ${last}.`,
    );
  }
  if (first !== null) conditions.push({ sql: 'v.written_at >= ?', parameters: [beginningOf(first)] });
  if (last !== null) conditions.push({ sql: 'v.written_at < ?', parameters: [beginningOf(addDays(last, 1))] });
  return conditions;
}

function isGiven<Value>(value: Value | null | undefined): value is Value {
  return value !== null && value !== undefined;
}

function equal(columnName: string, value: string): Condition {
  return { sql: `${columnName} = ?`, parameters: [value] };
}

/** Anything that has changes may be asked about: by its uid, or by an id of any view. */
function readEntity(text: string): string {
  const thing = decodeViewId(text);
  if (thing !== null) return thing.uid;
  if (!/^[a-z0-9][a-z0-9._-]{0,119}$/.test(text)) readViewId(text, 'entity');
  return text;
}

/** The instant at which a day begins in Vietnam, as the log writes instants. */
function beginningOf(day: Day): string {
  return new Date(`${day}T00:00:00+07:00`).toISOString();
}

function entryOf(row: ChangeRow, context: Context): AuditEntry {
  const { seq, at, actor, origin, kind, cause, version, effectiveFrom, agencyUid } = row;
  const view = liveViewOn(context.today);
  return {
    id: encodeViewId({ type: 'AuditEntry', uid: String(seq), asOf: null }),
    ...{ seq, at, actor, origin, kind, cause, version, effectiveFrom },
    entityType: row.type,
    entityUid: row.entityId,
    agency: agencyUid === null ? null : agencyReference(agencyUid, view),
    spokesperson: () => (row.type === 'spokesperson' ? loadSpokesperson(context, row.entityId, view) : null),
    // Who reads the trail of an agency keeps or checks its records: every value is theirs to see.
    changed: () => auditedFields(row),
  };
}
