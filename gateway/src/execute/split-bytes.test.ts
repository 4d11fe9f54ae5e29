import fc from 'fast-check';
import { bytesSplitter } from './split-bytes.js';

const MEMBERS = [
  [
    { came: 'p0_a', key: 'a' },
    { came: 'p0_b', key: 'b' },
  ],
  [{ came: 'p1_a', key: 'a' }],
];

const splitter = bytesSplitter(MEMBERS);
const split = (text: string) => splitter(Buffer.from(text))?.map((bytes) => bytes.toString()) ?? null;

it('gives each question its members of the data, whatever they are', () => {
  fc.assert(
    fc.property(fc.tuple(fc.jsonValue(), fc.jsonValue(), fc.jsonValue()), ([a, b, other]) => {
      const told = split(JSON.stringify({ data: { p0_a: a, p0_b: b, p1_a: other } }));
      // Characters that few write are escaped in a way that is left to who makes objects.
      if (JSON.stringify([a, b, other]).includes('\\u')) return;
      expect(told).toEqual([JSON.stringify({ data: { a, b } }), JSON.stringify({ data: { a: other } })]);
    }),
  );
});

it.each([
  ['in another order', '{"data":{"p1_a":1,"p0_a":1,"p0_b":1}}'],
  ['not all there', '{"data":{"p0_a":1,"p0_b":1}}'],
  ['beside others', '{"data":{"p0_a":1,"p0_b":1,"p1_a":1,"p2_a":1}}'],
  ['beside errors', '{"data":{"p0_a":1,"p0_b":1,"p1_a":1},"errors":[]}'],
  ['written with spaces', '{"data":{"p0_a":1, "p0_b":1, "p1_a":1}}'],
  ['cut off', '{"data":{"p0_a":1,"p0_b":1,"p1_a":[1'],
])('takes nothing apart where they are %s', (_how, text) => {
  expect(split(text)).toBeNull();
});
