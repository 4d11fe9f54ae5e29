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

/** Reads things by uid and day, each in the place of its key; null for what is not there. */
type ReadKeys<Value> = (keys: readonly ViewKey[]) => Promise<readonly (Value | null)[]>;

const nameOf = ({ uid, day }: ViewKey): string => `${uid}@${day}`;

/**
 * A loader of things by uid and day; what is asked for together comes in one call, in whatever days. A level of a tree can have ten thousand
 * things, and a promise for each field of each of them costs more than their rows do: who knows a level reads ahead, and its fields find at once what is there.
 */
export class ViewLoader<Value> extends DataLoader<ViewKey, Value | null, string> {
  readonly #known = new Map<string, Value | null>();
  readonly #ahead: DataLoader<readonly ViewKey[], null>;

  constructor(readKeys: ReadKeys<Value>, keeping: Keeping = { cache: true }) {
    super(readKeys, { ...keeping, cacheKeyFn: nameOf });
    const readAll = async (lists: readonly (readonly ViewKey[])[]): Promise<readonly null[]> => {
      const keys = lists.flat().filter((key) => !this.#known.has(nameOf(key)));
      const values = keys.length === 0 ? [] : await readKeys(keys);
      for (const [place, key] of keys.entries()) this.#known.set(nameOf(key), values[place] ?? null);
      return lists.map(() => null);
    };
    this.#ahead = new DataLoader(readAll, { cache: false });
  }

  /** Reads what will be asked for; lists that are named together come in one call. Not for a loader that keeps nothing. */
  async readAhead(keys: readonly ViewKey[]): Promise<void> {
    await this.#ahead.load(keys);
  }

  /** A thing at once where it was read ahead, else as by `load`. */
  read(key: ViewKey): Value | null | Promise<Value | null> {
    const known = this.#known.get(nameOf(key));
    return known === undefined ? super.load(key) : known;
  }

  override load(key: ViewKey): Promise<Value | null> {
    const found = this.read(key);
    return found instanceof Promise ? found : Promise.resolve(found);
  }
}

/** Goes on with what is there, at once, or with what is awaited, when it has come. */
export function goOn<Value, Next>(
  value: Value | Promise<Value>,
  next: (value: Value) => Next | Promise<Next>,
): Next | Promise<Next> {
  return value instanceof Promise ? value.then(next) : next(value);
}

/**
 * A loader of things by uid and day: one call of `loadMany` per distinct day, however many fields ask. A request names one or
 * two days, so that is one or two statements.
 */
export function viewLoader<Value>(
  loadMany: (uids: readonly string[], day: Day) => Promise<ReadonlyMap<string, Value>>,
): ViewLoader<Value> {
  return new ViewLoader(async (keys) => {
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
