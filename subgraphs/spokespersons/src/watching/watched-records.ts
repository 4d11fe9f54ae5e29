import {
  addDays,
  allOf,
  badInput,
  type Condition,
  type Connection,
  isIn,
  keyOf,
  type ListArguments,
  type ListQuery,
  readList,
  readView,
  type SortKey,
  type Tier,
  type View,
  withinPlacement,
} from '@phat-ngon/kit';
import type { Context } from '../context.js';
import { officialList, speakingOn } from '../spokesperson/list-spokespersons.js';
import type { SpeakerRole, SpokespersonRow } from '../spokesperson/spokesperson.entity.js';
import { confirmedWithin, freshFrom } from '../spokesperson/spokesperson.rules.js';
import type { ViewedSpokesperson } from '../spokesperson/viewed-spokesperson.js';

interface WatchedArguments extends ListArguments {
  readonly within?: string | null;
  readonly tier?: readonly Tier[] | null;
  readonly asOf?: unknown;
}

/** Arguments of `Query.staleRecords`. */
export interface StaleRecordsArguments extends WatchedArguments {
  readonly role?: readonly SpeakerRole[] | null;
}

/**
 * `Query.staleRecords`: what anybody may see of each record, the one that was confirmed longest ago first.
 * @throws PublicError `BAD_USER_INPUT` naming the argument at fault.
 */
export async function staleRecords(
  _: unknown,
  args: StaleRecordsArguments,
  context: Context,
): Promise<Connection<ViewedSpokesperson>> {
  const view = readView(args.asOf, context.today);
  const { staleAfterDays } = await context.rules.coverage(view.day);
  const fresh = confirmedWithin('v', view.day, freshFrom(view.day, staleAfterDays));
  const conditions: Condition[] = [{ sql: `NOT ${fresh.sql}`, parameters: fresh.parameters }];
  if (args.role) conditions.push(isIn('v.role', args.role));
  const lastConfirmed: SortKey = {
    sql: "COALESCE((SELECT MAX(c.confirmed_on) FROM confirmation c WHERE c.spokesperson_uid = v.uid AND c.confirmed_on <= ?), '')",
    parameters: [view.day],
  };
  return listWatched({ name: 'staleRecords', conditions, key: lastConfirmed, view }, args, context);
}

/** Arguments of `Query.authorisationsLapsing`. */
export interface AuthorisationsLapsingArguments extends WatchedArguments {
  readonly withinDays?: number | null;
}

const DEFAULT_DAYS = 30;
const MOST_DAYS = 366;

/**
 * `Query.authorisationsLapsing`: authorisations in force on the day that will have ended so many days later, the first to end first.
 * @throws PublicError `BAD_USER_INPUT` naming the argument at fault.
 */
export function authorisationsLapsing(
  _: unknown,
  args: AuthorisationsLapsingArguments,
  context: Context,
): Promise<Connection<ViewedSpokesperson>> {
  const view = readView(args.asOf, context.today);
  const days = args.withinDays ?? DEFAULT_DAYS;
  if (days < 1 || days > MOST_DAYS) {
    throw badInput(
      'withinDays',
      `withinDays: expected 1 to ${MOST_DAYS}, got ${days}.`,
      `withinDays: cần từ 1 đến ${MOST_DAYS}, nhận được ${days}.`,
    );
  }
  const lapsing: Condition = {
    sql: "v.role = 'AUTHORIZED' AND v.valid_to <= ?",
    parameters: [addDays(view.day, days)],
  };
  const list = { name: 'authorisationsLapsing', conditions: [lapsing], key: keyOf('v.valid_to'), view };
  return listWatched(list, args, context);
}

interface WatchedList {
  readonly name: string;
  readonly conditions: readonly Condition[];
  /** What the list goes by, before the official order. */
  readonly key: SortKey;
  readonly view: View;
}

async function listWatched(
  { name, conditions, key, view }: WatchedList,
  args: WatchedArguments,
  context: Context,
): Promise<Connection<ViewedSpokesperson>> {
  const where = [speakingOn(view.day), ...conditions];
  if (args.tier) where.push(isIn('a.tier', args.tier));
  if (args.within !== null && args.within !== undefined)
    where.push(await withinPlacement(args.within, view, context.placements, 'a.path'));
  const query: ListQuery = {
    ...officialList(name, allOf(where)),
    name,
    keys: [key, keyOf('a.sort_official'), keyOf('v.uid')],
  };
  return readList<SpokespersonRow, ViewedSpokesperson>(context.database, query, args, (row) => ({ row, view }));
}
