import { readAnyDay } from '@phat-ngon/kit';
import { type Evidence, NO_EVIDENCE } from '../submission/submission.js';
import { readLine } from './read-line.js';
import type { InputPath, Problems } from './user-errors.js';

/** `input DocumentInput`. */
export interface DocumentInput {
  readonly number: string;
  readonly title?: string | null;
  readonly issuedOn?: unknown;
}

/** `input EvidenceInput`. */
export interface EvidenceInput {
  readonly document?: DocumentInput | null;
  readonly url?: string | null;
  readonly note?: string | null;
}

/** A document as records keep it. */
export interface DocumentFacts extends Pick<Evidence, 'documentTitle' | 'documentIssuedOn'> {
  readonly documentNumber: string;
}

const NUMBER_LENGTH = 100;
const TEXT_LENGTH = 500;
const NOTE_LENGTH = 1_000;

/** Reads a document. What is wrong goes to the problems. @throws PublicError `BAD_USER_INPUT` for a day that is none. */
export function readDocument(input: DocumentInput, path: InputPath, problems: Problems): DocumentFacts {
  const { number, title, issuedOn } = input;
  const at = (field: string): InputPath => [...path, field];
  return {
    documentNumber: readLine(number, { path: at('number'), longest: NUMBER_LENGTH, problems }),
    documentTitle: readOptional(title, at('title'), TEXT_LENGTH, problems),
    documentIssuedOn:
      issuedOn === null || issuedOn === undefined ? null : readAnyDay(issuedOn, `input.${at('issuedOn').join('.')}`),
  };
}

/** Reads what is shown in support. */
export function readEvidence(input: EvidenceInput | null | undefined, problems: Problems): Evidence {
  if (!input) return NO_EVIDENCE;
  const { document, url, note } = input;
  return {
    ...NO_EVIDENCE,
    ...(document ? readDocument(document, ['evidence', 'document'], problems) : {}),
    url: readUrl(url, problems),
    note: readOptional(note, ['evidence', 'note'], NOTE_LENGTH, problems),
  };
}

function readUrl(url: string | null | undefined, problems: Problems): string | null {
  const path = ['evidence', 'url'];
  const read = readOptional(url, path, TEXT_LENGTH, problems);
  if (read !== null && !(URL.canParse(read) && /^https?:$/.test(new URL(read).protocol))) {
    const en = 'Expected an address that begins with https:// or http://.';
    const vi = 'Cần một địa chỉ bắt đầu bằng https:// hoặc http://.';
    problems.add({ code: 'INVALID', path, en, vi });
  }
  return read;
}

function readOptional(
  text: string | null | undefined,
  path: InputPath,
  longest: number,
  problems: Problems,
): string | null {
  return text === null || text === undefined ? null : readLine(text, { path, longest, problems });
}
