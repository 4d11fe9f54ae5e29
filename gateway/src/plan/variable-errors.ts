import { type GraphQLError, type GraphQLSchema, getVariableValues, Kind, type OperationDefinitionNode } from 'graphql';
import { GatewayError } from '../errors/gateway-error.js';

const MAX_VARIABLE_ERRORS = 10;
/** Deeper than any input object goes. A scalar may take whatever is given, and what writes it down again calls itself for each level. */
const MAX_NESTING = 64;

/**
 * Holds the variables against their definitions (GraphQL, section 6.1.2), before any subgraph is asked: `BAD_USER_INPUT` for each
 * that does not fit, with its name; empty when all do.
 */
export function variableErrors(
  api: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): readonly GatewayError[] {
  const definitions = operation.variableDefinitions ?? [];
  if (definitions.length === 0) return [];
  const deep = definitions
    .map(({ variable }) => variable.name.value)
    .filter((name) => isDeeper(variables[name], MAX_NESTING));
  if (deep.length > 0) return deep.slice(0, MAX_VARIABLE_ERRORS).map(tooDeep);
  const { errors = [] } = getVariableValues(api, definitions, variables, { maxErrors: MAX_VARIABLE_ERRORS });
  return errors.map(badVariable);
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}

function tooDeep(name: string): GatewayError {
  return new GatewayError('BAD_USER_INPUT', {
    en: `Variable "$${name}" is nested more than ${MAX_NESTING} deep.`,
    vi: `Biến "$${name}" lồng quá ${MAX_NESTING} lớp.`,
    argument: name,
  });
}

function badVariable(cause: GraphQLError): GatewayError {
  const definition = cause.nodes?.find((node) => node.kind === Kind.VARIABLE_DEFINITION);
  return new GatewayError('BAD_USER_INPUT', {
    en: cause.message,
    vi: cause.message,
    cause,
    ...(definition === undefined ? {} : { argument: definition.variable.name.value }),
  });
}
