import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  buildSchema,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isAbstractType,
  isListType,
  isObjectType,
  parse,
  print,
  validate,
} from 'graphql';
import { SCHEMA_FILES } from '../../scripts/src/repository.js';
import { OPERATIONS } from './directory.js';

const schema = buildSchema(readFileSync(SCHEMA_FILES.api, 'utf8'));

/** Every field that gives a list of objects, with the types that may stand in it. */
function listedTypes(): readonly (readonly [string, readonly GraphQLObjectType[]])[] {
  const objects = Object.values(schema.getTypeMap()).filter(
    (type) => isObjectType(type) && !type.name.startsWith('__'),
  );
  return objects.filter(isObjectType).flatMap((owner) =>
    Object.values(owner.getFields())
      .filter(({ type }) => isListType(getNullableType(type)))
      .map((field) => [`${owner.name}.${field.name}`, possibleTypes(field.type)] as const),
  );
}

function possibleTypes(type: GraphQLOutputType): readonly GraphQLObjectType[] {
  const named = getNamedType(type);
  if (isAbstractType(named)) return schema.getPossibleTypes(named);
  return isObjectType(named) ? [named] : [];
}

describe('the schema', () => {
  it('gives everything that stands in a list an id, edges aside: no cache takes one for another', () => {
    const listed = listedTypes().filter(([, types]) => types.length > 0);
    const without = listed.filter(([, types]) =>
      types.some((type) => !type.name.endsWith('Edge') && String(type.getFields().id?.type) !== 'ID!'),
    );
    expect(without.map(([coordinate]) => coordinate)).toEqual([]);
    expect(listed.length).toBeGreaterThan(40);
  });

  it('gives every edge a node with an id, and every connection its page', () => {
    for (const type of Object.values(schema.getTypeMap()).filter(isObjectType)) {
      const shapes = Object.fromEntries(
        Object.values(type.getFields()).map((field) => [field.name, String(field.type)]),
      );
      if (type.name.endsWith('Edge'))
        expect(shapes).toMatchObject({ cursor: 'String!', node: expect.stringMatching(/!$/) });
      if (!type.name.endsWith('Connection')) continue;
      // A feed has no end to count to.
      const count = type.name.endsWith('ChangeConnection') ? {} : { totalCount: 'Int!' };
      expect(shapes).toMatchObject({ pageInfo: 'PageInfo!', ...count });
    }
  });
});

describe('the documents of these tests', () => {
  it.each(OPERATIONS.map((operation) => [operation.request.params.name, operation] as const))(
    'are compiled for Relay as they are written, and fit the schema: %s',
    (_name, { text, request }) => {
      // relay-compiler leaves the hash of the operation as graphql-js prints it.
      const printed = print(parse(text)).trim();
      expect(request).toMatchObject({ hash: createHash('md5').update(printed).digest('hex') });
      expect(validate(schema, parse(request.params.text ?? ''))).toEqual([]);
    },
  );
});
