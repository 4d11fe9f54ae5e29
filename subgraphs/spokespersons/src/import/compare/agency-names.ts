import { foldText } from '@phat-ngon/kit';

const SHORT = /^ubnd\b/;
const LONG = /^uy ban nhan dan\b/;

/** The folded names under which an agency may be known: `UBND` stands for the committee's full name, and the other way round. */
export function foldedNames(name: string): readonly string[] {
  const folded = foldText(name);
  return [folded, folded.replace(SHORT, 'uy ban nhan dan'), folded.replace(LONG, 'ubnd')];
}

/**
 * Whether a name as somebody wrote it is an agency's. Case, the place of a tone mark (hoà, hòa) and `UBND` do not matter; accents do,
 * unless it was written without any: Tân Thành and Tân Thạnh are two communes.
 */
export function isNameOf(written: string, name: string): boolean {
  if (!foldedNames(name).includes(foldText(written))) return false;
  return hasNoAccents(written) || spelling(written) === spelling(name);
}

function hasNoAccents(text: string): boolean {
  return !/[\u0300-\u036fđĐ]/u.test(text.normalize('NFD'));
}

/** Words with their tones at the end of each, so that it does not matter on which letter a tone stands. */
function spelling(text: string): string {
  const plain = text
    .normalize('NFD')
    .toLowerCase()
    .replace(/^\s*(?:ubnd|uỷ ban nhân dân|ủy ban nhân dân)\b/u, '')
    .replace(UNABRIDGED, '');
  return plain
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => word.replace(TONES, '') + [...word.matchAll(TONES)].join(''))
    .join(' ');
}

/** The committee's full name, decomposed: its own tone has two places too. */
const UNABRIDGED = /^\s*u\u0309?y\u0309? ban nh\u0061\u0302n d\u0061\u0302n\s/u;
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/gu;
