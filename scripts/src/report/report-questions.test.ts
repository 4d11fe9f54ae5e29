import { readdirSync, readFileSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';
import { ROOT, SCHEMA_FILES } from '../repository.js';
import { QUESTIONS } from './ask-graph.js';

const schema = buildSchema(readFileSync(SCHEMA_FILES.api, 'utf8'));
const files = readdirSync(`${ROOT}${QUESTIONS}`).filter((name) => name.endsWith('.graphql'));

describe('the questions of a report', () => {
  it('are there', () => expect(files).toHaveLength(5));

  it.each(files)('%s fits the schema', (name) => {
    expect(validate(schema, parse(readFileSync(`${ROOT}${QUESTIONS}/${name}`, 'utf8')))).toEqual([]);
  });
});
