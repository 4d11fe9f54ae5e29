import type { GivenTerm } from './given-term.js';

/** The values of the enums by which feeds tell what happened, and why. */
export const CHANGE_VALUES: readonly GivenTerm[] = [
  ['tạo mới', 'created', 'Began to be known: a unit, an agency, a class, an edition.', 'ChangeKind.CREATED'],
  ['đổi tên', 'renamed', 'Was given another name and stayed what it is.', 'ChangeKind.RENAMED'],
  ['chuyển cấp trên', 'moved', 'Came under another parent, or to another place.', 'ChangeKind.MOVED'],
  ['đổi loại', 'reclassified', 'Became one of another kind: a commune a ward.', 'ChangeKind.RECLASSIFIED'],
  ['giao nhiệm vụ', 'appointed', 'Was given a role; the record waits for the authority.', 'ChangeKind.APPOINTED'],
  ['được xác minh', 'record verified', 'The record is public from now on.', 'ChangeKind.VERIFIED'],
  ['bị trả lại', 'record returned', 'Returned to the agency with a reason.', 'ChangeKind.RETURNED'],
  ['được đính chính', 'corrected', 'A record was put right.', 'ChangeKind.CORRECTED'],
  ['được xác nhận', 'confirmed', 'The agency says that nothing has changed.', 'ChangeKind.CONFIRMED'],
  ['kết thúc', 'ended', 'A term, a unit, an agency ends.', 'ChangeKind.ENDED'],
  ['được rút lại', 'taken back', 'A record was taken back.', 'ChangeKind.WITHDRAWN'],
  ['được khôi phục', 'reinstated', 'Has not left after all.', 'ChangeKind.REINSTATED'],
  ['bắt đầu có hiệu lực', 'took effect', 'The first day of a term has come.', 'ChangeKind.TOOK_EFFECT'],
  ['hết thời hạn', 'lapsed', 'The last day of a term has gone by.', 'ChangeKind.LAPSED'],
  ['trở thành cũ', 'became stale', 'Nobody has confirmed the record for too long.', 'ChangeKind.BECAME_STALE'],
  ['lớp mở đăng ký', 'class opened', 'A class takes registrations.', 'ChangeKind.OPENED'],
  ['lớp đã tổ chức', 'class held', 'A class was held.', 'ChangeKind.HELD'],
  ['lớp bị hủy', 'class cancelled', 'A class will not be held.', 'ChangeKind.CANCELLED'],
  ['phát hành', 'issued', 'An edition of the handbook was issued.', 'ChangeKind.ISSUED'],
  ['do cơ quan tự cập nhật', 'by the agency', 'The agency changed its own record.', 'ChangeCause.AGENCY'],
  ['do cơ quan quản lý', 'by the authority', 'The press authority made the change.', 'ChangeCause.AUTHORITY'],
  ['do sắp xếp đơn vị', 'by a reorganisation', 'Units were reorganised.', 'ChangeCause.REORGANISATION'],
  ['do thời gian', 'by time', 'Time alone has made the change.', 'ChangeCause.CLOCK'],
  ['do dữ liệu ban đầu', 'by the first filling', 'Part of what the register began with.', 'ChangeCause.SEED'],
];
