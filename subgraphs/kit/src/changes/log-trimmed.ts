import { PublicError } from '../errors/public-error.js';

/** A log that does not reach back to a position any more: what lay behind it was trimmed away. */
export class LogTrimmedError extends PublicError {
  constructor() {
    super({
      code: 'CURSOR_EXPIRED',
      en: 'The log does not reach back so far any more: read a snapshot, with its position, and go on behind that.',
      vi: 'Nhật ký không còn giữ đến vị trí đó: hãy đọc lại toàn bộ kèm vị trí, rồi theo tiếp từ đó.',
    });
  }
}
