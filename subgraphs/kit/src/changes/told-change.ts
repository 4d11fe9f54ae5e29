import { encodeViewId } from '../view/view-id.js';
import type { ChangeRow } from './change.entity.js';
import type { FeedCursors } from './feed-cursor.js';

/** What every feed tells of a change. */
export interface ToldChange extends Pick<ChangeRow, 'kind' | 'cause' | 'at' | 'effectiveFrom' | 'version'> {
  readonly id: string;
  readonly cursor: string;
}

/** A row of the log as the change of a type of the schema; who made it, and how, is not told. */
export function toldChange(row: ChangeRow, type: string, cursors: FeedCursors): ToldChange {
  const { seq, kind, cause, at, effectiveFrom, version } = row;
  return {
    id: encodeViewId({ type, uid: String(seq), asOf: null }),
    cursor: cursors.encode(seq),
    ...{ kind, cause, at, effectiveFrom, version },
  };
}

/** The fields in which two states that are shown differ, in the order in which they have them. */
export function differingFields(before: object | null, after: object | null): readonly string[] {
  const [old, now]: [Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>] = [
    { ...before },
    { ...after },
  ];
  const names = [...new Set([...Object.keys(now), ...Object.keys(old)])];
  return names.filter((name) => JSON.stringify(old[name] ?? null) !== JSON.stringify(now[name] ?? null));
}
