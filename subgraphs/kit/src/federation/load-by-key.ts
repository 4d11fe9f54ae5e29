import DataLoader from 'dataloader';
import type { Day } from '../view/calendar-date.js';

/** A thing to load as seen on a day. */
export interface ViewKey {
  readonly uid: string;
  readonly day: Day;
}

/** Whether a loader keeps what it has loaded, as is right within one request. */
export interface Keeping {
  readonly cache: boolean;
}

/** A loader of things by uid and day; what is asked for together comes in one call, in whatever days. */
export function viewKeyLoader<Value>(
  loadKeys: (keys: readonly ViewKey[]) => Promise<readonly (Value | null)[]>,
  keeping: Keeping = { cache: true },
): DataLoader<ViewKey, Value | null, string> {
  const cacheKeyFn = ({ uid, day }: ViewKey): string => `${uid}@${day}`;
  return new DataLoader<ViewKey, Value | null, string>(loadKeys, { ...keeping, cacheKeyFn });
}

/**
 * A loader of things by uid and day: one call of `loadMany` per distinct day, however many fields ask. A request names one or
 * two days, so that is one or two statements.
 */
export function viewLoader<Value>(
  loadMany: (uids: readonly string[], day: Day) => Promise<ReadonlyMap<string, Value>>,
): DataLoader<ViewKey, Value | null, string> {
  return viewKeyLoader(async (keys) => {
    const byDay = new Map<Day, string[]>();
    for (const { uid, day } of keys) {
      const uids = byDay.get(day);
      if (uids) uids.push(uid);
      else byDay.set(day, [uid]);
    }
    const found = new Map(
      await Promise.all([...byDay].map(async ([day, uids]) => [day, await loadMany(uids, day)] as const)),
    );
    return keys.map(({ uid, day }) => found.get(day)?.get(uid) ?? null);
  });
}

const KEYS_PER_STATEMENT = 5_000;

/** Runs `load` on slices of a long key list (a statement takes a bounded number of parameters) and joins the rows. */
export async function inSlices<Key, Row>(
  keys: readonly Key[],
  load: (slice: readonly Key[]) => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
  if (keys.length <= KEYS_PER_STATEMENT) return load(keys);
  const rows: Row[] = [];
  for (let start = 0; start < keys.length; start += KEYS_PER_STATEMENT) {
    rows.push(...(await load(keys.slice(start, start + KEYS_PER_STATEMENT))));
  }
  return rows;
}
