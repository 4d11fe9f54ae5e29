import fc from 'fast-check';
import { bytesSplitter } from './split-bytes.js';

const MEMBERS = [
  [
    { came: 'Q0_a', key: 'a' },
    { came: 'Q0_b', key: 'b' },
  ],
  [{ came: 'Q1_a', key: 'a' }],
];

const splitter = bytesSplitter(MEMBERS);
const split = (text: string) => splitter(Buffer.from(text))?.map((bytes) => bytes.toString()) ?? null;

it('gives each question its members of the data, whatever they are', () => {
  fc.assert(
    fc.property(fc.tuple(fc.jsonValue(), fc.jsonValue(), fc.jsonValue()), ([a, b, other]) => {
      const told = split(JSON.stringify({ data: { Q0_a: a, Q0_b: b, Q1_a: other } }));
      expect(told).toEqual([JSON.stringify({ data: { a, b } }), JSON.stringify({ data: { a: other } })]);
    }),
  );
});

it('gives no question what is of another, whatever keys there are in long values', () => {
  const keys = fc.constantFrom('Q0_a', 'Q0_b', 'Q1_a', 'x', ',"Q0_b":');
  const inner = fc.dictionary(keys, fc.oneof(keys, fc.dictionary(keys, keys)));
  const value = fc.tuple(inner, fc.constantFrom('', 'long '.repeat(1_000)), inner);
  fc.assert(
    fc.property(value, value, value, (a, b, other) => {
      const told = split(JSON.stringify({ data: { Q0_a: a, Q0_b: b, Q1_a: other } }));
      // Where they cannot be told apart by their keys, they are told apart as objects.
      if (told !== null)
        expect(told).toEqual([JSON.stringify({ data: { a, b } }), JSON.stringify({ data: { a: other } })]);
    }),
    { numRuns: 2_000 },
  );
});

const long = (value: unknown): string => JSON.stringify([value, 'long '.repeat(1_000)]);

it('takes long values apart, and what follows the last of them is not taken for a part of it', () => {
  const [a, b, other] = [long({ x: 'Q0_b' }), long(null), long('"}]')];
  const data = `{"data":{"Q0_a":${a},"Q0_b":${b},"Q1_a":${other}}`;
  const parts = [`{"data":{"a":${a},"b":${b}}}`, `{"data":{"a":${other}}}`];
  expect([split(`${data}}`), split(`${data}}\n`)]).toEqual([parts, parts]);
  expect(split(`${data},"extensions":{"x":{}}}`)).toBeNull();
});

it.each([
  ['in another order', '{"data":{"Q1_a":1,"Q0_a":1,"Q0_b":1}}'],
  ['not all there', '{"data":{"Q0_a":1,"Q0_b":1}}'],
  ['beside others', '{"data":{"Q0_a":1,"Q0_b":1,"Q1_a":1,"Q2_a":1}}'],
  ['beside errors', '{"data":{"Q0_a":1,"Q0_b":1,"Q1_a":1},"errors":[]}'],
  ['written with spaces', '{"data":{"Q0_a":1, "Q0_b":1, "Q1_a":1}}'],
  ['cut off', '{"data":{"Q0_a":1,"Q0_b":1,"Q1_a":[1'],
  ['long and in another order', `{"data":{"Q1_a":${long(1)},"Q0_a":${long(1)},"Q0_b":${long(1)}}}`],
  ['long and not all there', `{"data":{"Q0_a":${long(1)},"Q1_a":${long(1)}}}`],
])('takes nothing apart where they are %s', (_how, text) => {
  expect(split(text)).toBeNull();
});
