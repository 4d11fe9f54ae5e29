import { execute, type GraphQLSchema, getNamedType, isAbstractType, parse } from 'graphql';
import type { Question } from './expectation.js';

/**
 * Whether data is an answer to a question: graphql-js executes the question over the data itself, by response keys, and must come
 * to the same text. Fields that are not asked for, that lack, or whose values are not of their types come out differently; so do
 * the schema's own words about itself.
 */
export function conforms(schema: GraphQLSchema, question: Question, data: unknown): boolean {
  let isOpen = false;
  const result = execute({
    schema,
    document: parse(question.query),
    variableValues: question.variables,
    operationName: question.operationName ?? null,
    rootValue: data,
    fieldResolver: (source, _arguments, _context, info) => {
      const value: unknown = (source as Readonly<Record<string, unknown>>)[info.path.key];
      if (value !== null && isAbstractType(getNamedType(info.returnType)) && typeOf(value) === undefined) isOpen = true;
      return value;
    },
    typeResolver: typeOf,
  });
  // The type of an object that tells neither its name nor its id cannot be known from the answer.
  return isOpen || ('data' in result && JSON.stringify(result.data) === JSON.stringify(data));
}

/** The type an object tells: by its name, or in its id (`Type:uid` in base64url). */
function typeOf(value: unknown): string | undefined {
  const { __typename: name, id } = (value ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof name === 'string') return name;
  return typeof id === 'string' ? /^[A-Z]\w*(?=:)/.exec(Buffer.from(id, 'base64url').toString())?.[0] : undefined;
}
