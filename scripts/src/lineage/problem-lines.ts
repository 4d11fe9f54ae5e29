import type { FileProblem } from '@phat-ngon/units';

/** What is wrong with a file, a problem a line and its Vietnamese below. */
export function problemLines(problems: readonly FileProblem[]): readonly string[] {
  return problems.flatMap(({ row, column, code, messageEn, messageVi }) => {
    const place = [row === null ? [] : `row ${row}`, column ?? []].flat().join(', ');
    return [`${place === '' ? 'the file' : place}: ${code}: ${messageEn}`, `    ${messageVi}`];
  });
}
