/**
 * Sort keys that reproduce the Vietnamese collation of CLDR (`vi`) under a plain binary comparison, so that SQLite and MariaDB
 * order names alike without either knowing Vietnamese. JavaScript exposes ICU's comparison but not its keys, hence this table.
 *
 * CLDR `vi`: the letters ă â đ ê ô ơ ư differ on the first level; the tones differ on the second, in the order level, huyền,
 * hỏi, ngã, sắc, nặng; case differs on the third, lower before upper.
 */
const ALPHABET = ` _-,;:!?."'()[]{}@*/\\&#%\`^+<=>|~$0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz`;
const LETTER_MARKS = '\u0306\u0302\u031B';
const TONES = '\u0300\u0309\u0303\u0301\u0323';

const FIRST_WEIGHT = 0x30;
const primaryWeights = new Map([...ALPHABET].map((letter, index) => [letter, weightOf(index)]));

/** Two printable ASCII characters a weight: comparable as bytes in every database, whatever its character set. */
function weightOf(index: number): string {
  return String.fromCharCode(FIRST_WEIGHT + Math.floor(index / 64), FIRST_WEIGHT + (index % 64));
}

/** A character outside the alphabet sorts behind it, by code point. */
function primaryOf(letter: string): string {
  return primaryWeights.get(letter) ?? `z${(letter.codePointAt(0) ?? 0).toString(36).padStart(5, '0')}`;
}

interface Letter {
  readonly base: string;
  readonly tone: number;
  readonly upper: boolean;
}

function lettersOf(text: string): readonly Letter[] {
  const letters: { base: string; tone: number; upper: boolean }[] = [];
  for (const mark of text.normalize('NFD')) {
    const last = letters.at(-1);
    if (last && LETTER_MARKS.includes(mark)) last.base = (last.base + mark).normalize('NFC');
    else if (last && TONES.includes(mark)) last.tone = TONES.indexOf(mark) + 1;
    else if (!/\p{M}/u.test(mark))
      letters.push({ base: mark.toLowerCase(), tone: 0, upper: mark !== mark.toLowerCase() });
  }
  return letters;
}

/**
 * The binary sort key of a text in Vietnamese order: ASCII only, equal for equal texts whatever their normal form.
 * Comparing two keys as bytes gives the sign of `new Intl.Collator('vi').compare` for Vietnamese names.
 */
export function sortKeyOf(text: string): string {
  const letters = lettersOf(text);
  const primary = letters.map((letter) => primaryOf(letter.base)).join('');
  const secondary = letters
    .map((letter) => letter.tone)
    .join('')
    .replace(/0+$/, '');
  const tertiary = letters
    .map((letter) => (letter.upper ? 1 : 0))
    .join('')
    .replace(/0+$/, '');
  return `${primary}!${secondary}!${tertiary}`;
}

/**
 * The sort key of a person: Vietnamese lists go by the given name, which stands last ("Nguyễn Văn An" sorts under An), then by
 * the rest of the name from its front.
 */
export function personSortKeyOf(fullName: string): string {
  const names = fullName.normalize('NFC').trim().split(/\s+/u);
  return `${sortKeyOf(names.at(-1) ?? '')} ${sortKeyOf(names.slice(0, -1).join(' '))}`;
}
