import { readFileSync } from 'node:fs';
import { buildSchema, type GraphQLObjectType, isObjectType } from 'graphql';
import { SCHEMA_FILES } from '../../scripts/src/repository.js';
import { type Stack, startStack } from '../harness/start-stack.js';
import { factsOf, wholeSelection } from './whole-selection.js';

const schema = buildSchema(readFileSync(SCHEMA_FILES.api, 'utf8'));

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack[Symbol.asyncDispose]());

function objectType(name: string): GraphQLObjectType {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(`no object type ${name}`);
  return type;
}

const AGENCY = wholeSelection(schema, objectType('Agency'), 2);
const UNIT = wholeSelection(schema, objectType('AdministrativeUnit'), 1);
const QUESTIONS: readonly string[] = [
  ...['null', '"2023-08-08"', '"2025-06-30"'].flatMap((asOf) => [
    `{ agency(uid: "so-tu-phap-p38-1", asOf: ${asOf}) ${AGENCY} }`,
    `{ agency(uid: "ubnd-p01-1", asOf: ${asOf}) ${wholeSelection(schema, objectType('Agency'), 1)} }`,
    `{ unit(code: "00004", asOf: ${asOf}) ${UNIT} }`,
    `{ country(asOf: ${asOf}) ${UNIT} }`,
    `{ spokespersons(asOf: ${asOf}, first: 100) { nodes ${wholeSelection(schema, objectType('Spokesperson'), 1)} } }`,
  ]),
  `{ trainingClasses(first: 20) { nodes ${wholeSelection(schema, objectType('TrainingClass'), 1)} } }`,
  `{ legalDocuments ${wholeSelection(schema, objectType('LegalDocument'), 1)} }`,
];

describe('an id', () => {
  it('names one thing in one view: whichever way it is reached, whatever the day asked for, it says the same', async () => {
    const token = await stack.token({ role: 'AUTHORITY', agencies: [], scopes: [], costLimit: null });
    const known = new Map<string, string>();
    const conflicts = new Set<string>();
    let repeated = 0;
    for (const question of QUESTIONS) {
      const { data, errors } = await stack.ask(question, {}, token);
      expect(errors).toBeUndefined();
      for (const [place, value] of factsOf(data)) {
        const before = known.get(place);
        if (before !== undefined) repeated += 1;
        if (before !== undefined && before !== value) conflicts.add(`${place}: ${before} and ${value}`);
        known.set(place, value);
      }
    }
    expect([...conflicts]).toEqual([]);
    expect(repeated).toBeGreaterThan(10_000);
  });
});
