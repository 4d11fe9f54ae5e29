import { inSlices, insertRows, isIn } from '@phat-ngon/kit';
import type { RecordBook } from '../command/record-book.js';
import { DataCallEntity, type DataCallRow, ResponseEntity, type ResponseRow } from './data-call.entity.js';

/** Puts a call in the place of what it was, and says so in the log. */
export async function putDataCall(
  book: RecordBook,
  kind: string,
  before: DataCallRow | null,
  after: DataCallRow,
): Promise<void> {
  if (before !== null) await book.manager.delete(DataCallEntity, { uid: after.uid });
  await insertRows(book.manager, DataCallEntity, [after]);
  const { uid: entityId, version } = after;
  book.note({
    ...{ type: 'dataCall', kind, entityId, agencyUid: null, version, before, after },
    effectiveFrom: book.today,
  });
}

/** What becomes of responses, one kind of thing for all of them. */
export interface ResponseChange {
  readonly before: ResponseRow | null;
  readonly after: ResponseRow;
}

/** Puts responses to one call in the place of what they were, and says of each in the log what has become of it. */
export async function putResponses(book: RecordBook, kind: string, changes: readonly ResponseChange[]): Promise<void> {
  const again = changes.flatMap(({ before }) => (before === null ? [] : [before]));
  await inSlices(again, async (slice) => {
    const call = slice[0]?.dataCallUid;
    const among = isIn(
      'agency_uid',
      slice.map(({ agencyUid }) => agencyUid),
    );
    const sql = `DELETE FROM data_call_response WHERE data_call_uid = ? AND ${among.sql}`;
    await book.manager.query(sql, [call, ...among.parameters]);
    return [];
  });
  for (const { before, after } of changes) {
    const { dataCallUid, agencyUid, version } = after;
    book.note({
      ...{ type: 'dataCallResponse', kind, entityId: `${dataCallUid}.${agencyUid}`, agencyUid, version, before, after },
      effectiveFrom: book.today,
    });
  }
  await insertRows(
    book.manager,
    ResponseEntity,
    changes.map(({ after }) => after),
  );
}
