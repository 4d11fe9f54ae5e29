import type { FetchNode } from '../plan/query-plan.js';
import type { Combination } from './combine-questions.js';
import { questionOf } from './question.js';
import { repeater } from './repeat-question.js';

const question = questionOf(
  {
    ...{ kind: 'Fetch', serviceName: 'pages', operationName: 'P', operationKind: 'query' },
    operation:
      'query P($id: ID!, $first: Int, $tag: String) { place(id: $id) { id } news: pages(first: $first) { id } tagged(tag: $tag, first: $first) top { id } }',
    variableUsages: ['id', 'first', 'tag'],
  } as FetchNode,
  { depth: 0, next: new Set() },
);

type Given = Readonly<Record<string, unknown>>;

function asked(...all: readonly Given[]) {
  const questions = all.map((given) => question(given));
  const [form] = questions.flatMap(({ parts }) => parts?.form ?? []);
  if (form === undefined) throw new Error('it has no form');
  return { form, questions };
}

function together(...all: readonly Given[]): {
  readonly combination: Combination;
  readonly text: string;
  readonly given: Given;
} {
  const { form, questions } = asked(...all);
  const combination = repeater()(form, questions);
  if (combination === null) throw new Error('it cannot be repeated');
  const { query, parts, variables } = combination.question(questions);
  const given = JSON.parse(parts?.text ?? '');
  expect(variables()).toEqual(given);
  return { combination, text: query, given };
}

it('asks once for what all ask alike, and hands it to each', () => {
  const { combination, text, given } = together({ id: 'a', first: 3, tag: 'x' }, { id: 'b', first: 3, tag: 'y' });
  expect(text).toBe(
    'query P($Q0_id:ID!$Q0_first:Int$Q0_tag:String$Q1_id:ID!$Q1_first:Int$Q1_tag:String){Q0_place:place(id:$Q0_id){id}Q0_news:pages(first:$Q0_first){id}Q0_tagged:tagged(tag:$Q0_tag first:$Q0_first)Q0_top:top{id}Q1_place:place(id:$Q1_id){id}Q1_tagged:tagged(tag:$Q1_tag first:$Q1_first)}',
  );
  expect(given).toEqual({ Q0_id: 'a', Q0_first: 3, Q0_tag: 'x', Q1_id: 'b', Q1_first: 3, Q1_tag: 'y' });
  const data = {
    ...{ Q0_place: { id: 'a' }, Q0_news: [{ id: '1' }], Q0_tagged: 'x', Q0_top: null },
    ...{ Q1_place: { id: 'b' }, Q1_tagged: 'y' },
  };
  const each = [
    { place: { id: 'a' }, news: [{ id: '1' }], tagged: 'x', top: null },
    { place: { id: 'b' }, news: [{ id: '1' }], tagged: 'y', top: null },
  ];
  const answers = combination.split({ data }, 'several');
  expect(answers).toEqual(each.map((own) => ({ data: own })));
  // Who asked writes into what it is told.
  expect(answers?.[0]?.data?.news).not.toBe(answers?.[1]?.data?.news);
  const bytes = combination.split({ bytes: Buffer.from(JSON.stringify({ data })) }, 'several');
  expect(bytes?.map((answer) => answer.bytes?.toString())).toEqual(each.map((own) => JSON.stringify({ data: own })));
});

it('tells all who asked of an error in what is theirs together', () => {
  const { combination } = together({ id: 'a', first: 3 }, { id: 'b', first: 3 });
  const errors = [
    { message: 'torn', path: ['Q0_news', 0] },
    { message: 'gone', path: ['Q1_place'] },
  ];
  const data = { Q0_place: null, Q0_news: [null], Q0_tagged: null, Q0_top: null, Q1_place: null };
  expect(combination.split({ data, errors }, 'several')).toEqual([
    { data: { place: null, news: [null], tagged: null, top: null }, errors: [{ message: 'torn', path: ['news', 0] }] },
    {
      data: { place: null, news: [null], tagged: null, top: null },
      errors: [
        { message: 'torn', path: ['news', 0] },
        { message: 'gone', path: ['place'] },
      ],
    },
  ]);
});

it('asks each for its own where one of several asks otherwise', () => {
  const { text } = together({ id: 'a', first: 3 }, { id: 'b', first: 3 }, { id: 'c', first: 4 });
  expect(text.match(/Q\d_\w+:(?=pages|top)/g)).toEqual(['Q0_news:', 'Q0_top:', 'Q1_news:', 'Q2_news:']);
});

it('gets to know few documents of a form, however its values fall together', () => {
  const repeat = repeater();
  const { form } = asked({ id: 'a' });
  const texts = new Set<string>();
  for (let bits = 0; bits < 64; bits += 1) {
    const other = { id: bits & 1 ? 'a' : 'b', first: bits & 2 ? 1 : 2, tag: bits & 4 ? 'x' : 'y' };
    const some = [{ id: 'a', first: 1, tag: 'x' }, ...Array.from({ length: 1 + (bits >> 3) }, () => other)];
    const questions = some.map((given) => ({ ...question(given), parts: { ...question(given).parts, form } as never }));
    const combination = repeat(form, questions);
    texts.add(combination?.question(questions).query ?? '');
  }
  // Fourteen as they fall, and one of each number of questions.
  expect(texts.size).toBeLessThanOrEqual(14 + 8);
});
