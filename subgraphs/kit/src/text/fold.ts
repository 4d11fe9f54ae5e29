/**
 * Folds Vietnamese text for search: case, accents, đ, tone placement (hoà/hòa) and apostrophes vanish, other punctuation becomes
 * a space, runs of spaces become one. `foldText('Phường  Trúc-Bạch')` is `phuong truc bach`. Idempotent; any Unicode normal form is accepted.
 */
export function foldText(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replaceAll('đ', 'd')
    .replace(/['’ʼ`]/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The words of a folded text; empty for a text without letters and digits. */
export function foldedWords(text: string): readonly string[] {
  const folded = foldText(text);
  return folded === '' ? [] : folded.split(' ');
}
