import { ask, countStatements, openTestSubgraph } from '@phat-ngon/kit/testing';
import { units } from './subgraph.js';

it('bench', async () => {
  const t0 = performance.now();
  await using subgraph = await openTestSubgraph(units);
  const out: string[] = [`seed ${Math.round(performance.now() - t0)} ${process.env.TEST_DATABASE_URL ?? 'sqlite'}`];
  for (const [name, query] of [
    [
      'tree 2023',
      '{ country(asOf: "2023-08-08") { children { children { children { id name committee { id name } } committee { id name } } committee { id name } } } }',
    ],
    ['tree live', '{ country { children { children { id name committee { id name } } committee { id name } } } }'],
    [
      'desc per province',
      '{ country(asOf: "2023-08-08") { children { descendants(level: COMMUNE, first: 5) { totalCount nodes { name } } } } }',
    ],
    [
      'agencies subtree per province',
      '{ country(asOf: "2023-08-08") { children { agencies(scope: SUBTREE) { name } } } }',
    ],
    [
      'search',
      '{ units(filter: {text: "tan th", inForce: ANY}, orderBy: RELEVANCE) { totalCount nodes { name qualifiedName current { qualifiedName } } } }',
    ],
    [
      'commune list',
      '{ units(filter: {level: COMMUNE}, first: 1000) { nodes { name qualifiedName parent { name } committee { name } predecessors { from { name qualifiedName } } } } }',
    ],
  ] as const) {
    for (let i = 0; i < 3; i++) {
      const t = performance.now();
      const { result, statements } = await countStatements(subgraph.database, () => ask(subgraph, query));
      out.push(
        `${name}: ${Math.round(performance.now() - t)} ms, ${statements.length} statements, ${JSON.stringify(result).length} bytes ${result.errors ? JSON.stringify(result.errors[0]) : ''}`,
      );
    }
  }
  process.stdout.write(`${out.join('\n')}\n`);
}, 120000);
