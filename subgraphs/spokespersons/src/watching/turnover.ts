import {
  allOf,
  badInput,
  type Condition,
  type Connection,
  type Day,
  encodeViewId,
  isIn,
  keyOf,
  type ListArguments,
  type ListQuery,
  type Reference,
  readDay,
  readList,
  type Tier,
  type View,
  withinPlacement,
} from '@phat-ngon/kit';
import type { Context } from '../context.js';
import { agencyReference } from '../references.js';
import { loadSpokesperson, type ViewedSpokesperson } from '../spokesperson/viewed-spokesperson.js';
import {
  begun,
  ended,
  TURNOVER_COLUMNS,
  TURNOVER_KINDS,
  type TurnoverKind,
  type TurnoverRow,
} from './turnover-statements.js';
import { countByKind, type KindCount, unionOf } from './union-list.js';

/** Arguments of `Query.turnover`. */
export interface TurnoverArguments extends ListArguments {
  readonly from: unknown;
  readonly to: unknown;
  readonly within?: string | null;
  readonly tier?: readonly Tier[] | null;
  readonly kind?: readonly TurnoverKind[] | null;
}

/** `type TurnoverEvent`. */
export interface TurnoverEvent {
  readonly id: string;
  readonly kind: TurnoverKind;
  readonly day: Day;
  readonly agency: Reference;
  readonly spokesperson: () => Promise<ViewedSpokesperson | null> | null;
  readonly former: () => Promise<ViewedSpokesperson | null> | null;
}

/** `type TurnoverConnection`. */
export interface TurnoverConnection extends Connection<TurnoverEvent> {
  readonly byKind: () => Promise<readonly KindCount<TurnoverKind>[]>;
}

/**
 * `Query.turnover`: who began and who left among the regular spokespersons published by the last day, each as seen on it.
 * @throws PublicError `BAD_USER_INPUT` naming the argument at fault.
 */
export async function turnover(_: unknown, args: TurnoverArguments, context: Context): Promise<TurnoverConnection> {
  const [from, to] = [readDay(args.from, 'from'), readDay(args.to, 'to')];
  if (to < from) {
    throw badInput('to', `to: expected ${from} or later, got ${to}.`, `to: cần từ ${from} trở đi, nhận được ${to}.`);
  }
  const view: View = { asOf: to, day: to };
  const among: Condition[] = args.tier ? [isIn('a.tier', args.tier)] : [];
  if (args.within !== null && args.within !== undefined)
    among.push(await withinPlacement(args.within, view, context.placements, 'a.path'));
  const query: ListQuery = {
    name: 'turnover',
    columns: TURNOVER_COLUMNS,
    from: unionOf([begun(from, to, allOf(among)), ended(from, to, allOf(among))]),
    where: args.kind ? isIn('v.kind', args.kind) : allOf([]),
    keys: [keyOf('v.day'), keyOf('v.place'), keyOf('v.subject')],
  };
  const page = await readList<TurnoverRow, TurnoverEvent>(context.database, query, args, (row) =>
    eventOf(row, view, context),
  );
  return {
    ...page,
    byKind: () => countByKind(context.database, query, { type: 'TurnoverCount', kinds: TURNOVER_KINDS }),
  };
}

function eventOf({ kind, day, subject, ...row }: TurnoverRow, view: View, context: Context): TurnoverEvent {
  const load = (uid: string | null) => (uid === null ? null : loadSpokesperson(context, uid, view));
  return {
    id: encodeViewId({ type: 'TurnoverEvent', uid: `${subject}.${kind}`, asOf: view.asOf }),
    kind,
    day,
    agency: agencyReference(row.agencyUid, view),
    spokesperson: () => load(row.newUid),
    former: () => load(row.formerUid),
  };
}
