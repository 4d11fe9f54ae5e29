import {
  addDays,
  type ChangeLog,
  type Clock,
  type Day,
  insertRows,
  placementsAreWhole,
  type Writing,
} from '@phat-ngon/kit';
import { type Author, RecordBook } from '../command/record-book.js';
import { overdueOn } from '../data-call/data-call.store.js';
import { keeperOf } from '../keeping/keepers.js';
import type { Keeper, KeptState } from '../keeping/kept.js';
import { ClockPositionEntity } from './clock-position.entity.js';
import { type DueRow, lapsedOn, staleOn, takingEffectOn } from './due.js';
import { type Orphan, orphansOf } from './orphans.js';

/** A moment, as a transaction takes it. */
export interface Moment {
  readonly today: Day;
  /** RFC 3339, UTC. */
  readonly at: string;
}

const CLOCK: Author = { subject: 'clock', cause: 'CLOCK', origin: 'clock' };
const REORGANISATION: Author = { subject: 'reorganisation', cause: 'REORGANISATION', origin: 'placements' };
const POSITION_ID = 1;

/** Does what is due in a transaction of its own, and ends the records of agencies that have ended; nothing when nothing is. */
export async function settle(log: ChangeLog, clock: Clock): Promise<void> {
  const time = { today: clock.today(), at: clock.now().toISOString() };
  await log.write(async (writing) => {
    await settleIn(writing, time);
    await followAgencies(writing, time);
  });
}

/**
 * Writes what time alone has changed, day by day up to today. Run twice it writes nothing more. Run late it writes the same rows: every command does this first, so that nothing is changed before what was due.
 */
export async function settleIn(writing: Writing, time: Moment): Promise<void> {
  const { manager } = writing;
  const position = await manager.findOneBy(ClockPositionEntity, { id: POSITION_ID });
  if (position === null) {
    // What was recorded before the clock began is told by the records themselves.
    await insertRows(manager, ClockPositionEntity, [{ id: POSITION_ID, through: time.today }]);
    return;
  }
  if (position.through >= time.today) return;
  const book = await RecordBook.open(writing, CLOCK, time);
  for (let day = addDays(position.through, 1); day <= time.today; day = addDays(day, 1)) await noteDay(book, day);
  await book.close();
  await manager.update(ClockPositionEntity, { id: POSITION_ID }, { through: time.today });
}

async function noteDay(book: RecordBook, day: Day): Promise<void> {
  await noteDue(book, await takingEffectOn(book.reading, day), { kind: 'TOOK_EFFECT', day });
  await noteDue(book, await lapsedOn(book.reading, day), { kind: 'LAPSED', day });
  await noteDue(book, await staleOn(book.reading, day), { kind: 'BECAME_STALE', day });
  await noteOverdue(book, day);
}

/** A call whose last day for an answer was the day before, once for the call: who owes one is told by its responses. */
async function noteOverdue(book: RecordBook, day: Day): Promise<void> {
  for (const call of await overdueOn(book.reading, day)) {
    const { uid: entityId, version } = call;
    book.note({
      ...{ type: 'dataCall', kind: 'BECAME_OVERDUE', entityId, agencyUid: null, version },
      ...{ effectiveFrom: day, before: call, after: call },
    });
  }
}

/** The record stays as it is: the row says that it means something else from this day on. */
async function noteDue(
  book: RecordBook,
  due: readonly DueRow[],
  { kind, day: effectiveFrom }: { readonly kind: string; readonly day: Day },
): Promise<void> {
  for (const { type, uid } of due) {
    const kept = await book.read(keeperOf(type), uid);
    if (kept === null) continue;
    const { state, version } = kept;
    book.note({
      ...{ type, kind, entityId: uid, agencyUid: state.agencyUid, version, effectiveFrom },
      ...{ before: state, after: state },
    });
  }
}

async function followAgencies(writing: Writing, time: Moment): Promise<void> {
  const reading = { reader: writing.manager };
  if (!(await placementsAreWhole(reading))) return;
  const orphans = await orphansOf(reading, time.today);
  if (orphans.length === 0) return;
  const book = await RecordBook.open(writing, REORGANISATION, time);
  for (const orphan of orphans) await endWithAgency(book, keeperOf(orphan.type), orphan);
  await book.close();
}

async function endWithAgency(
  book: RecordBook,
  keeper: Keeper<KeptState>,
  { uid, agencyEndedOn }: Orphan,
): Promise<void> {
  const before = await book.read(keeper, uid);
  if (before === null) return;
  const { state } = before;
  if (agencyEndedOn <= state.validFrom) {
    const withdrawn = { ...state, reviewState: 'WITHDRAWN' } as const;
    book.change(keeper, { kind: 'WITHDRAWN', before, state: withdrawn, effectiveFrom: agencyEndedOn });
    return;
  }
  const end = 'endRecordedOn' in state ? { endRecordedOn: agencyEndedOn } : {};
  const ended = { ...state, validTo: agencyEndedOn, ...end };
  book.change(keeper, { kind: 'ENDED', before, state: ended, effectiveFrom: agencyEndedOn });
}
