import type { InputPath, Problems } from './user-errors.js';

/** How a text is read. */
export interface LineRules {
  readonly path: InputPath;
  readonly longest: number;
  readonly problems: Problems;
}

/** Reads a text as one line: NFC, no control characters, single spaces. What is wrong goes to the problems. */
export function readLine(text: string, { path, longest, problems }: LineRules): string {
  const line = text.normalize('NFC').replace(/\s+/gu, ' ').trim();
  if (line === '') {
    problems.add({ code: 'REQUIRED', path, en: 'Expected a text.', vi: 'Cần nhập nội dung.' });
  } else if (line.length > longest) {
    const en = `Expected at most ${longest} characters, got ${line.length}.`;
    const vi = `Tối đa ${longest} ký tự, nhận được ${line.length}.`;
    problems.add({ code: 'TOO_LONG', path, en, vi });
  } else if (/\p{Cc}|\p{Cf}/u.test(line)) {
    const en = 'Expected no control or invisible characters.';
    const vi = 'Không được có ký tự điều khiển hoặc ký tự ẩn.';
    problems.add({ code: 'INVALID', path, en, vi });
  }
  return line;
}
