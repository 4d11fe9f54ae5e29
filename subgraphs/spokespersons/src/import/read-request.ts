import { badInput, queryOf } from '@phat-ngon/kit';
import type { FastifyRequest } from 'fastify';
import { IMPORT_OUTCOMES, type ImportOutcome } from './compare/outcome.js';
import type { FileFormat } from './read/source-row.js';

/** An address that names an import. */
export type WithUid = { readonly Params: { readonly uid: string } };

/** A request about an import. */
export type JobRequest = FastifyRequest<WithUid>;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The UUID of an address. @throws PublicError `BAD_USER_INPUT`. */
export function readUuid({ params: { uid } }: JobRequest): string {
  if (UUID.test(uid)) return uid;
  throw badInput(
    'uid',
    'An import is named by a UUID of your own, in small letters.',
    'Mỗi lần nhập mang một UUID do bạn đặt, viết chữ thường.',
  );
}

/** The media type of a workbook. */
export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** What a file is said to be: by its media type, or the end of its name. What it is, its bytes tell. */
export function declaredFormat({ headers }: FastifyRequest, name: string): FileFormat {
  const type = headers['content-type'] ?? '';
  return type.startsWith(XLSX_TYPE) || name.toLowerCase().endsWith('.xlsx') ? 'XLSX' : 'CSV';
}

/** How long whoever sends a file, or commits, waits for the outcome unless they say otherwise; a proxy in between has its own patience. */
export const WAIT_SECONDS = 30;
const LONGEST_WAIT_SECONDS = 60;

/** `Prefer: wait` (RFC 7240, section 4.3), in milliseconds. */
export function waitOf({ headers }: FastifyRequest, otherwise: number): number {
  const prefer = [headers.prefer ?? []].flat().join(',');
  const seconds = /(?:^|[,;])\s*wait\s*=\s*"?(\d{1,6})"?\s*(?:[,;]|$)/i.exec(prefer)?.[1];
  return 1_000 * Math.min(seconds === undefined ? otherwise : Number(seconds), LONGEST_WAIT_SECONDS);
}

interface NumberRange {
  readonly least: number;
  readonly most: number;
  readonly otherwise: number;
}

/** A number in the query. @throws PublicError `BAD_USER_INPUT`. */
export function readNumber(request: FastifyRequest, name: string, { least, most, otherwise }: NumberRange): number {
  const value = queryOf(request)[name];
  if (value === undefined) return otherwise;
  const number = typeof value === 'string' && /^\d{1,7}$/.test(value) ? Number(value) : Number.NaN;
  if (least <= number && number <= most) return number;
  throw badInput(
    name,
    `${name}: expected a number from ${least} to ${most} in the query.`,
    `${name}: cần một số từ ${least} đến ${most} trong địa chỉ.`,
  );
}

/** The outcome in the query; null for none. @throws PublicError `BAD_USER_INPUT`. */
export function readOutcome(request: FastifyRequest): ImportOutcome | null {
  const value = queryOf(request).outcome;
  if (value === undefined) return null;
  const outcome = IMPORT_OUTCOMES.find((known) => known === value);
  if (outcome !== undefined) return outcome;
  const known = IMPORT_OUTCOMES.join(', ');
  throw badInput('outcome', `outcome: expected one of ${known}.`, `outcome: cần một trong ${known}.`);
}
