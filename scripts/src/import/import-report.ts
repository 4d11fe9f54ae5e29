import {
  columnName,
  type ImportOutcome,
  type ImportProblem,
  type ToldImportRow,
  type ToldJob,
} from '@phat-ngon/spokespersons';

/** What becomes of rows, in the order in which it is told. */
const OUTCOMES: Readonly<Record<ImportOutcome, string>> = {
  CREATE: 'begin a record',
  REPLACE: 'replace a holder',
  CORRECT: 'correct a record',
  SAME: 'change nothing',
  REFUSE: 'are not imported',
};
const WIDTH = 18;

/** An import for people: what its rows come to, what is wrong, and by what it is carried out. */
export function importReport(job: ToldJob, refused: readonly ToldImportRow[]): readonly string[] {
  const { file, rows, outcomes, problems, token } = job;
  const title = `${file.name}: ${file.format ?? 'no list'}, ${counted(rows)} rows`;
  if (token === null) return [title, 'cannot be imported:', ...problemLines(problems)];
  const kinds = Object.keys(OUTCOMES) as ImportOutcome[];
  return [
    title,
    ...kinds.map((outcome) => `  ${OUTCOMES[outcome].padEnd(WIDTH)} ${counted(outcomes[outcome])}`),
    ...problemLines(problems),
    ...refusedLines(refused, outcomes.REFUSE),
    `import  ${job.uid}`,
    `token   ${token}`,
  ];
}

/** What has come of an import that was carried out. */
export function committedReport({ file, outcomes, cursor }: ToldJob): readonly string[] {
  const { CREATE, REPLACE, CORRECT } = outcomes;
  const counts = `${counted(CREATE)} begun, ${counted(REPLACE)} replaced, ${counted(CORRECT)} corrected`;
  return [`${file.name}: imported: ${counts}`, ...(cursor === null ? [] : [`cursor  ${cursor}`])];
}

function counted(count: number): string {
  return count.toLocaleString('en');
}

function refusedLines(refused: readonly ToldImportRow[], count: number): readonly string[] {
  if (count === 0) return [];
  const more =
    count > refused.length ? [`  … and ${counted(count - refused.length)} more: --rows FILE writes all`] : [];
  return ['rows that are not imported:', ...refused.flatMap(({ problems }) => problemLines(problems)), ...more];
}

/** A problem a line, its Vietnamese below. */
function problemLines(problems: readonly ImportProblem[]): readonly string[] {
  return problems.flatMap(({ line, column, field, code, en, vi }) => {
    const place = [
      line === null ? [] : `line ${line}`,
      column === null ? [] : `column ${columnName(column)}${field === null ? '' : ` (${field})`}`,
    ].flat();
    return [`  ${place.join(', ') || 'the file'}: ${code}: ${en}`, `      ${vi}`];
  });
}
