import { type Desk, readUid } from '../../command/desk.js';
import { type CommandError, refused } from '../../command/user-errors.js';
import type { DataCallRow } from '../data-call.entity.js';
import { dataCallsByUid } from '../data-call.store.js';

/** The call a command names. @throws CommandRefused `NOT_FOUND`. @throws PublicError `BAD_USER_INPUT` for what is no name. */
export async function findDataCall({ book }: Desk, text: string): Promise<DataCallRow> {
  const uid = readUid(text, 'DataCall', 'input.dataCall');
  const call = (await dataCallsByUid(book.reading, [uid])).get(uid);
  if (call !== undefined) return call;
  throw refused({ code: 'NOT_FOUND', path: ['dataCall'], en: 'There is no such call.', vi: 'Không có yêu cầu này.' });
}

/** The call a command names, while it takes answers. @throws CommandRefused `NOT_OPEN` once it is closed; `NOT_FOUND`. */
export async function findOpenDataCall(desk: Desk, text: string): Promise<DataCallRow> {
  const call = await findDataCall(desk, text);
  if (call.closedOn === null) return call;
  throw refused({
    code: 'NOT_OPEN',
    path: ['dataCall'],
    en: `The call was closed on ${call.closedOn}.`,
    vi: `Yêu cầu đã đóng ngày ${call.closedOn}.`,
  });
}

/** Somebody has changed it since. */
export function changedSince(version: number, path: readonly string[]): CommandError {
  return {
    code: 'CONFLICT',
    path,
    en: `It is in version ${version}: somebody has changed it since. Look at it again.`,
    vi: `Đang ở phiên bản ${version}: đã có người thay đổi. Hãy xem lại.`,
  };
}

/** The agency is not among those asked. */
export function notAsked(path: readonly string[]): CommandError {
  const en = 'This agency was not asked.';
  return { code: 'NOT_FOUND', path, en, vi: 'Cơ quan này không thuộc diện được yêu cầu.' };
}
