import { parse } from 'graphql';
import { limitCost, operationLimiter } from './limit-operation.js';

const within = (document: string, limits: { maxDepth?: number; maxAliases?: number }) => () =>
  operationLimiter({ maxDepth: 100, maxAliases: 100, ...limits })(parse(document));

describe('the depth of an operation', () => {
  it.each([
    ['{ a }', 1],
    ['{ a { b { c } } d { e } }', 3],
    ['{ a { ... { b } ... on A { c { d } } } }', 3],
    ['{ a { ...F } } fragment F on A { b { ...G } } fragment G on B { c }', 3],
    ['query Q { a } query R { a { b } }', 2],
    ['{ __schema { types { name } } }', 3],
  ])('of %s is %d', (document, depth) => {
    expect(within(document, { maxDepth: depth })).not.toThrow();
    expect(within(document, { maxDepth: depth - 1 })).toThrow(
      expect.objectContaining({
        code: 'DEPTH_LIMIT',
        message: expect.stringContaining(`Found ${depth}, at most ${depth - 1}`),
      }),
    );
  });
});

describe('a written value', () => {
  const inLists = (depth: number): string => `${'['.repeat(depth)}1${']'.repeat(depth)}`;
  const inObjects = (depth: number): string => `${'{b: '.repeat(depth)}1${'}'.repeat(depth)}`;

  it.each<[string, (depth: number) => string]>([
    ['an argument', (depth) => `{ a(b: 1, c: ${inLists(depth)}) }`],
    ['an argument of objects', (depth) => `{ a { b(c: ${inObjects(depth)}) { d } } }`],
    ['an argument in a fragment', (depth) => `{ ...F } fragment F on Query { ... { a(b: ${inLists(depth)}) } }`],
    ['a default', (depth) => `query ($b: B = ${inLists(depth)}) { a(b: $b) }`],
  ])('is nested eight deep at most: %s', (_where, document) => {
    expect(within(document(8), {})).not.toThrow();
    expect(within(document(9), {})).toThrow(
      expect.objectContaining({ code: 'DEPTH_LIMIT', message: expect.stringContaining('Found 9, at most 8') }),
    );
  });
});

describe('the aliases of an operation', () => {
  it.each([
    ['{ x: a }', 1],
    ['{ x: a { y: b } ... { z: c } }', 3],
    ['{ ...F ...F } fragment F on Query { x: a y: a }', 4],
    ['query Q { x: a } query R { x: a y: a }', 2],
  ])('of %s are %d', (document, aliases) => {
    expect(within(document, { maxAliases: aliases })).not.toThrow();
    expect(within(document, { maxAliases: aliases - 1 })).toThrow(expect.objectContaining({ code: 'ALIAS_LIMIT' }));
  });

  it('are counted once a fragment, however often nested fragments spread each other', () => {
    const nested = Array.from({ length: 60 }, (_, i) => `fragment F${i} on A { ...F${i + 1} ...F${i + 1} }`);
    const document = `{ ...F0 } ${nested.join(' ')} fragment F60 on A { x: a }`;
    expect(within(document, { maxAliases: 1_000 })).toThrow(expect.objectContaining({ code: 'ALIAS_LIMIT' }));
  });
});

describe('the cost limit', () => {
  it('takes what costs as much, refuses what costs more, and null is none', () => {
    expect(() => limitCost(5, 5)).not.toThrow();
    expect(() => limitCost(6, 5)).toThrow(expect.objectContaining({ code: 'COST_LIMIT' }));
    expect(() => limitCost(Number.POSITIVE_INFINITY, null)).not.toThrow();
  });
});
