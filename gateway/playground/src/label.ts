/** What a thing is called, once in each language; a language that is not spoken is empty. */
export interface Label {
  readonly vi: string;
  readonly en: string;
}

/** Letters that Vietnamese has and English has not, alone or as a letter with a combining tone. */
const VIETNAMESE_LETTER = /[àáâãèéêìíòóôõùúýăđĩũơưạ-ỹ]/iu;

/**
 * Reads an operation's label from its leading comment: `#` lines of English and of Vietnamese, in any order, each perhaps
 * continued on the next line. The `variables:` and `question:` lines are data for programs, not a part of the label.
 */
export function readLabel(comment: string): Label {
  const lines = linesOf(comment).filter((line) => !/^(variables|question):/.test(line));
  return {
    vi: lines.filter(isVietnamese).join(' '),
    en: lines.filter((line) => !isVietnamese(line)).join(' '),
  };
}

/** Which question an operation answers, by the line `question: …` of its leading comment; null if it names none. */
export function readQuestion(comment: string): string | null {
  return linesOf(comment).flatMap((line) => /^question:\s*(\S+)$/.exec(line)?.[1] ?? [])[0] ?? null;
}

function linesOf(comment: string): readonly string[] {
  return comment
    .split('\n')
    .map((line) => line.replace(/^\s*#+/, '').trim())
    .filter((line) => line !== '');
}

/** Three words of ten with a Vietnamese letter: an English sentence that names Cồn Cỏ stays English. */
function isVietnamese(line: string): boolean {
  const words = line.normalize('NFC').split(/\s+/);
  return words.filter((word) => VIETNAMESE_LETTER.test(word)).length >= 0.3 * words.length;
}
