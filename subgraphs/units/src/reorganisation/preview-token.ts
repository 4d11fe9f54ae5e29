import { createHash } from 'node:crypto';
import { badInput, PublicError } from '@phat-ngon/kit';
import type { Decree } from './decree.js';

/** What a preview was made of. */
export interface Previewed {
  readonly decree: Decree;
  /** The file, as it was sent. */
  readonly file: Uint8Array;
  /** The position of the register's log: it has no other state than what the log tells up to there. */
  readonly position: number;
}

/** Names exactly this preview: the file, the day, the document, and the state of the register it was made on. */
export function previewToken({ decree: { on, document }, file, position }: Previewed): string {
  const hash = createHash('sha256').update(
    JSON.stringify([position, on, document.number, document.issuedOn, document.title]),
  );
  return `${position}.${hash.update(file).digest('base64url')}`;
}

const FORM = /^(\d{1,10})\.[\w-]{43}$/;

/**
 * Refuses a token that is not of this preview.
 * @throws PublicError `BAD_USER_INPUT` for a token of another file, day or document; `CONFLICT` when the register has changed since.
 */
export function requireToken(token: string, previewed: Previewed): void {
  const position = Number(FORM.exec(token)?.[1] ?? Number.NaN);
  if (token !== previewToken({ ...previewed, position }))
    throw badInput(
      'preview',
      'preview: this token is not of a preview of this file, day and document.',
      'preview: mã này không thuộc bản xem trước của tệp, ngày và văn bản này.',
    );
  if (position !== previewed.position)
    throw new PublicError({
      code: 'CONFLICT',
      argument: 'preview',
      en: 'The register has changed since the preview. Nothing was applied: preview again, then decide.',
      vi: 'Danh bạ đã thay đổi từ khi xem trước. Chưa áp dụng gì: hãy xem trước lại rồi quyết định.',
    });
}
