import { readLabel, readQuestion } from './label.js';

describe('readLabel', () => {
  it('tells the two languages apart, joins continued lines and leaves the lines for programs out', () => {
    const comment = [
      "# A commune's page in one request: what it belongs to, and",
      '# the classes held in its province.',
      '# Trang của một xã, phường: đơn vị cấp trên, người cần gọi.',
      '# question: find',
      '# variables: {"text": "ba đình"}',
    ].join('\n');
    expect(readLabel(comment)).toEqual({
      en: "A commune's page in one request: what it belongs to, and the classes held in its province.",
      vi: 'Trang của một xã, phường: đơn vị cấp trên, người cần gọi.',
    });
  });

  it('reads a comment that came without its number signs', () => {
    expect(readLabel('Giải thích thuật ngữ.\nWhat a term means.')).toEqual({
      vi: 'Giải thích thuật ngữ.',
      en: 'What a term means.',
    });
  });

  it('keeps an English sentence English when it names a Vietnamese place', () => {
    const sentence = 'The five zones made from island districts, Cồn Cỏ among them, and what came before.';
    expect(readLabel(`# ${sentence}`)).toEqual({ vi: '', en: sentence });
  });

  it('recognises Vietnamese that is written with combining marks', () => {
    const sentence = 'Tỷ lệ cơ quan đã có người phát ngôn.'.normalize('NFD');
    expect(readLabel(`# ${sentence}`)).toEqual({ vi: sentence, en: '' });
  });

  it('leaves a language empty that the comment does not speak', () => {
    expect(readLabel('')).toEqual({ vi: '', en: '' });
  });
});

describe('readQuestion', () => {
  it('reads the line that names the question, wherever in the comment it stands', () => {
    expect(readQuestion('# What a term means.\n# question: graph\n# variables: {"text": "x"}')).toBe('graph');
  });

  it.each(['', '# What is a question: find?', '# question:'])('finds none in %p', (comment) => {
    expect(readQuestion(comment)).toBeNull();
  });
});
