import { rowsOf } from '../database/select.js';
import { type Clock, instantDaysAgo } from '../view/clock.js';
import type { ChangeLog, Writing } from './change-log.js';

/** So many rows go in one transaction: others write in between. */
const ROWS_AT_ONCE = 5_000;

/**
 * Trims a log of what was written longer ago than so many days, the oldest first. Each step says first up to where the log is trimmed,
 * and then deletes: whoever follows the log learns of it, and misses nothing unsaid. Run twice, by several processes too, it does no more.
 */
export async function trimLog(log: ChangeLog, clock: Clock, days: number): Promise<void> {
  const before = instantDaysAgo(clock, days);
  while ((await log.write((writing) => trimOnce(writing, before))) === ROWS_AT_ONCE);
}

/** How many rows went. */
async function trimOnce({ manager }: Writing, before: string): Promise<number> {
  const reading = { reader: manager };
  const old = await rowsOf<{ readonly seq: number; readonly at: string }>(
    reading,
    'SELECT v.seq AS `seq`, v.written_at AS `at` FROM change_log v ORDER BY v.seq LIMIT ?',
    [ROWS_AT_ONCE],
  );
  // What was written first has the earliest instant; positions and instants grow together.
  const through = old.filter(({ at }) => at < before).at(-1)?.seq;
  if (through === undefined) return 0;
  await manager.query('UPDATE change_counter SET trimmed_through = ? WHERE trimmed_through < ?', [through, through]);
  await manager.query('DELETE FROM change_log WHERE seq <= ?', [through]);
  return old.filter(({ seq }) => seq <= through).length;
}
