import { decodeViewId, type Principal, PublicError, readUid as readAnyUid, type UidArgument } from '@phat-ngon/kit';
import type { Keeper, Kept, KeptState } from '../keeping/kept.js';
import { type Outlook, outlookOf } from './outlook.js';
import type { RecordBook } from './record-book.js';
import { refused } from './user-errors.js';

/** What a command works with: the book of its transaction, and what it is held against. */
export interface Desk extends Outlook {
  readonly book: RecordBook;
}

/** The desk of a caller in a transaction. */
export function openDesk(book: RecordBook, principal: Principal): Desk {
  return { ...outlookOf(book.reading, principal, book.today), book };
}

/** Lets on whoever may change an agency's records. @throws PublicError `FORBIDDEN`. */
export async function requireWriter({ rights }: Desk, agencyUid: string): Promise<void> {
  if (await rights.mayWriteFor(agencyUid)) return;
  throw new PublicError({
    code: 'FORBIDDEN',
    en: `The records of ${agencyUid} are kept by its own clerk, by those of the agencies above it, and by the press authority.`,
    vi: `Hồ sơ của ${agencyUid} do cán bộ của chính cơ quan đó, của cơ quan cấp trên và cơ quan quản lý báo chí cập nhật.`,
  });
}

/**
 * The uid that an argument names, bare or by the id of a thing of a type, of whatever view.
 * @throws PublicError `BAD_USER_INPUT` for what is neither, or an id of another type.
 */
export function readUid(value: string, type: UidArgument['type'], argument: string): string {
  return readAnyUid(value, { type, argument, view: null });
}

/** The uid that a text names, whatever it is an id of; the text itself where it is no id. */
export function uidOf(value: string): string {
  return decodeViewId(value)?.uid ?? value;
}

/** Which record a command is about, and in which version the caller has seen it. */
export interface Target {
  readonly uid: string;
  readonly expectedVersion: number;
  /** The input field that names it. */
  readonly field: string;
}

/**
 * The record a command is about, as the caller has seen it.
 * @throws CommandRefused `NOT_FOUND`; `CONFLICT` when it has changed since. @throws PublicError `FORBIDDEN`.
 */
export async function takeUp<State extends KeptState>(
  desk: Desk,
  keeper: Keeper<State>,
  { uid, expectedVersion, field }: Target,
): Promise<Kept<State>> {
  const kept = await desk.book.read(keeper, uid);
  if (kept === null) {
    throw refused({ code: 'NOT_FOUND', path: [field], en: 'There is no such record.', vi: 'Không có hồ sơ này.' });
  }
  await requireWriter(desk, kept.state.agencyUid);
  if (kept.version !== expectedVersion) {
    throw refused({
      code: 'CONFLICT',
      path: ['expectedVersion'],
      en: `The record is in version ${kept.version}, not ${expectedVersion}: somebody has changed it since. Look at it, and send the command again.`,
      vi: `Hồ sơ đang ở phiên bản ${kept.version}, không phải ${expectedVersion}: đã có người thay đổi. Hãy xem lại rồi gửi lại.`,
    });
  }
  return kept;
}
