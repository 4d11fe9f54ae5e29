import { itAnswers } from '../testing/conformance.js';

describe('enums and inputs that differ by subgraph', () => {
  itAnswers(
    {
      one: [
        `type Query { byKind(kind: Kind): [Thing] find(filter: Filter): String echo(kinds: [Kind!]! = [A]): [Kind!] }
         enum Kind { A B C @inaccessible }
         input Filter { first: Int = 5 both: String kind: Kind = B }
         type Thing @key(fields: "id") { id: ID! level: Level }
         enum Level { LOW HIGH @inaccessible }`,
        {
          Query: {
            byKind: (_: unknown, { kind }: any) => [
              { id: kind, level: 'LOW' },
              { id: 'x', level: 'HIGH' },
            ],
            find: (_: unknown, { filter }: any) => JSON.stringify(filter),
            echo: (_: unknown, { kinds }: any) => kinds,
          },
        },
      ],
      two: [
        `type Query { also(filter: Filter): String }
         enum Kind { A B }
         input Filter { first: Int = 5 both: String only: String kind: Kind = B }
         type Thing @key(fields: "id") { id: ID! kindly(kind: Kind): Kind }`,
        {
          Query: { also: (_: unknown, { filter }: any) => JSON.stringify(filter) },
          Thing: { kindly: (_: unknown, { kind }: any) => kind },
        },
      ],
    },
    {
      'values that both know, as literals and variables': {
        query: 'query ($kind: Kind) { byKind(kind: $kind) { id kindly(kind: A) k: kindly(kind: $kind) } }',
        variables: { kind: 'B' },
        data: {
          byKind: [
            { id: 'B', kindly: 'A', k: 'B' },
            { id: 'x', kindly: 'A', k: 'B' },
          ],
        },
      },
      'a value that is not for clients is no answer': {
        query: '{ byKind(kind: A) { level } }',
        data: { byKind: [{ level: 'LOW' }, { level: null }] },
        errors: ['byKind.1.level'],
      },
      'nor a question': { query: '{ byKind(kind: C) { id } }', data: undefined, errors: [''] },
      'a field of an input that not all know': {
        query: '{ find(filter: { only: "x" }) }',
        data: undefined,
        errors: [''],
      },
      'defaults are the subgraph’s own': {
        query:
          'query ($filter: Filter) { find(filter: $filter) also(filter: { both: "x" }) echo more: echo(kinds: [B, A]) }',
        variables: { filter: { first: null } },
        data: {
          find: '{"first":null,"kind":"B"}',
          also: '{"first":5,"both":"x","kind":"B"}',
          echo: ['A'],
          more: ['B', 'A'],
        },
      },
    },
  );
});
