import type { Label } from './label.js';
import type { Operation } from './operations.js';

/** What people come to do, and the operations that answer it; without a label where no operation names a question. */
export interface QuestionGroup {
  readonly label: Label | null;
  readonly operations: readonly Operation[];
}

/** The questions in the order of the menu, by what an operation says in its comment line `# question:`. */
const QUESTIONS: ReadonlyMap<string, Label> = new Map([
  ['find', { vi: 'Tìm đơn vị và người cần gọi', en: 'Find a place and whom to call' }],
  ['coverage', { vi: 'Tỷ lệ công bố', en: 'Coverage' }],
  ['reform', { vi: 'Trước và sau sắp xếp', en: 'Before and after the reform' }],
  ['training', { vi: 'Tập huấn và văn bản', en: 'Training and law' }],
  ['graph', { vi: 'Về hệ thống', en: 'About this graph' }],
]);

/** Where an operation goes that names no question, or none of those above. */
const OTHER: Label = { vi: 'Câu hỏi khác', en: 'Other questions' };

/** Groups operations by their question, each group in the order given; a question without operations is left out. */
export function groupByQuestion(operations: readonly Operation[]): readonly QuestionGroup[] {
  const known = [...QUESTIONS].map(([question, label]) => ({
    label,
    operations: operations.filter((operation) => operation.question === question),
  }));
  const rest = operations.filter(({ question }) => question === null || !QUESTIONS.has(question));
  const named = known.filter((group) => group.operations.length > 0);
  if (rest.length === 0) return named;
  return [...named, { label: named.length > 0 ? OTHER : null, operations: rest }];
}
