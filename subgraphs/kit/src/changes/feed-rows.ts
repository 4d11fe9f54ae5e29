import DataLoader from 'dataloader';
import type { Reading } from '../database/database.js';
import { allOf, type Condition, columnsOf, groupRows, isIn, rowsOf } from '../database/select.js';
import { ChangeEntity, type ChangeRow } from './change.entity.js';

/** What a feed tells of: the types of things, as the log names them, and conditions on `change_log v`. */
export interface FeedSelection {
  readonly types: readonly string[];
  readonly condition: Condition;
}

/** Rows of the log that somebody asks for. */
export interface RowsAsked {
  readonly selection: FeedSelection;
  /** Behind this position. */
  readonly after: number;
  /** Up to this position. */
  readonly head: number;
}

/** So many rows are read at once at most. */
export const ROWS_AT_ONCE = 500;
/** Who is no further behind than this many positions reads together with the others. */
const POSITIONS_TOGETHER = 100;
/** So many conditions stand in one statement at most, and each with no more than so many parameters: databases have bounds for both. */
const CONDITIONS_TOGETHER = 50;
const PARAMETERS_TOGETHER = 50;

/**
 * Reads rows of a subgraph's log for all of its feeds' readers. Whoever follows hears of a change at the same moment as the others: what
 * they ask for at once, each by a filter of its own, comes in one statement, however many they are.
 */
export class FeedRows {
  readonly #reading: Reading;
  readonly #together: DataLoader<RowsAsked, readonly ChangeRow[]>;

  constructor(reading: Reading) {
    this.#reading = reading;
    // Nothing is kept: who asks again asks for what is new.
    this.#together = new DataLoader((asked) => this.#readGroups(asked), { cache: false });
  }

  /** The first {@link ROWS_AT_ONCE} of the rows that are asked for, in the order of the log. */
  read(asked: RowsAsked): Promise<readonly ChangeRow[]> {
    const { after, head, selection } = asked;
    const isNear = head - after <= POSITIONS_TOGETHER;
    const isSmall = selection.condition.parameters.length <= PARAMETERS_TOGETHER;
    return isNear && isSmall ? this.#together.load(asked) : this.#readAlone(asked);
  }

  #readAlone({ selection: { types, condition }, after, head }: RowsAsked): Promise<readonly ChangeRow[]> {
    const { sql, parameters } = allOf([inRange(after, head), ofTypes(types), condition]);
    return rowsOf<ChangeRow>(
      this.#reading,
      `SELECT ${columnsOf(ChangeEntity)} FROM change_log v WHERE ${sql} ORDER BY v.seq LIMIT ?`,
      [...parameters, ROWS_AT_ONCE],
    );
  }

  async #readGroups(asked: readonly RowsAsked[]): Promise<(readonly ChangeRow[])[]> {
    const groups = groupRows(asked, ({ head, selection }) => JSON.stringify([head, selection.types]));
    const found = new Map(
      (await Promise.all([...groups.values()].map((group) => this.#readGroup(group)))).flatMap((group) => [...group]),
    );
    return asked.map((one) => found.get(one) ?? []);
  }

  /** Those of one feed, up to one position. */
  async #readGroup(asked: readonly RowsAsked[]): Promise<ReadonlyMap<RowsAsked, readonly ChangeRow[]>> {
    const byCondition = [...groupRows(asked, ({ selection }) => JSON.stringify(selection.condition)).values()];
    const found = new Map<RowsAsked, readonly ChangeRow[]>();
    for (let start = 0; start < byCondition.length; start += CONDITIONS_TOGETHER) {
      const alike = byCondition.slice(start, start + CONDITIONS_TOGETHER);
      const rows = await this.#readMarked(alike);
      for (const [index, group] of alike.entries()) {
        const selected = rows.filter((row) => Number(row[`selected${index}`]) === 1);
        for (const one of group)
          found.set(
            one,
            selected.filter(({ seq }) => seq > one.after),
          );
      }
    }
    return found;
  }

  /** All that lies where any of them looks; each row tells which of the conditions it meets. */
  #readMarked(alike: readonly (readonly RowsAsked[])[]): Promise<readonly MarkedRow[]> {
    const all = alike.flat();
    const [
      {
        head,
        selection: { types },
      },
    ] = all as [RowsAsked];
    const marks = alike.map(([one], index) => ({
      sql: `(${one?.selection.condition.sql}) AS \`selected${index}\``,
      parameters: one?.selection.condition.parameters ?? [],
    }));
    const where = allOf([inRange(Math.min(...all.map(({ after }) => after)), head), ofTypes(types)]);
    return rowsOf<MarkedRow>(
      this.#reading,
      `SELECT ${[columnsOf(ChangeEntity), ...marks.map(({ sql }) => sql)].join(', ')} FROM change_log v
        WHERE ${where.sql} ORDER BY v.seq`,
      [...marks.flatMap(({ parameters }) => parameters), ...where.parameters],
    );
  }
}

type MarkedRow = ChangeRow & { readonly [mark: `selected${number}`]: number | string | null };

function inRange(after: number, head: number): Condition {
  return { sql: 'v.seq > ? AND v.seq <= ?', parameters: [after, head] };
}

/** The plus keeps SQLite from an index that begins with the type: it would look through all of the log for the few rows at its end. */
function ofTypes(types: readonly string[]): Condition {
  return isIn('+v.type', types);
}
