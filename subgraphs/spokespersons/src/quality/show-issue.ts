import { createHash } from 'node:crypto';
import { encodeViewId, type Reference, type View } from '@phat-ngon/kit';
import type { Context } from '../context.js';
import { agencyReference } from '../references.js';
import type { SpokespersonRow } from '../spokesperson/spokesperson.entity.js';
import { loadSpokesperson, type ViewedSpokesperson } from '../spokesperson/viewed-spokesperson.js';
import { ISSUE_KINDS, type IssueKind, type IssueRow, issueTexts } from './issue-kinds.js';
import type { SharedRecordsLoader } from './shared-records.js';

/** `type DataQualityIssue`. */
export interface ShownIssue {
  readonly id: string;
  readonly kind: IssueKind;
  readonly label: string;
  readonly labelEn: string;
  readonly text: () => Promise<string>;
  readonly textEn: () => Promise<string>;
  readonly value: string | null;
  readonly agencyCount: number;
  readonly agencies: () => Promise<readonly Reference[]>;
  readonly records: () => Promise<readonly ViewedSpokesperson[]>;
}

/** What an issue's fields are read with. */
export interface IssueParts {
  readonly view: View;
  readonly records: SharedRecordsLoader;
  /** Tells apart the lists that show other agencies of a shared value. */
  readonly among: string;
  readonly context: Context;
}

/** An issue as the schema shows it; its records are read only when asked for. */
export function showIssue(row: IssueRow, parts: IssueParts): ShownIssue {
  const { kind, subject, value } = row;
  const { view, among, context } = parts;
  const texts = async () =>
    issueTexts(row, row.recordUid === null ? null : await context.spokespersons.byUid.load(row.recordUid));
  // A shared value may be nobody's to know: an id must not hold it.
  const name = value === null ? subject : createHash('sha256').update(`${among} ${value}`).digest('hex').slice(0, 16);
  return {
    id: encodeViewId({ type: 'DataQualityIssue', uid: `${kind}.${name}`, asOf: view.asOf }),
    kind,
    label: ISSUE_KINDS[kind][0],
    labelEn: ISSUE_KINDS[kind][1],
    text: async () => (await texts())[0],
    textEn: async () => (await texts())[1],
    value,
    agencyCount: value === null ? 1 : Number(row.n),
    agencies: async () => agenciesOf(row, await rowsOfIssue(row, parts), view),
    records: async () => {
      const rows = await rowsOfIssue(row, parts);
      const seen = await Promise.all(rows.map(({ uid }) => loadSpokesperson(context, uid, view)));
      return seen.filter((record) => record !== null);
    },
  };
}

function agenciesOf({ agencyUid }: IssueRow, rows: readonly SpokespersonRow[], view: View): readonly Reference[] {
  const uids = agencyUid === null ? rows.map((row) => row.agencyUid) : [agencyUid];
  return [...new Set(uids)].map((uid) => agencyReference(uid, view));
}

async function rowsOfIssue(
  { value, subject, recordUid }: IssueRow,
  { view, records, context }: IssueParts,
): Promise<readonly SpokespersonRow[]> {
  if (value !== null) return records.load(value);
  if (recordUid !== null) {
    const row = await context.spokespersons.byUid.load(recordUid);
    return row === null ? [] : [row];
  }
  const speakers = (await context.spokespersons.speakers.load({ uid: subject, day: view.day })) ?? [];
  return speakers.filter(({ role }) => role === 'SPOKESPERSON');
}
