import { type DirectiveNode, type OperationDefinitionNode, valueFromASTUntyped } from 'graphql';

type Values = Readonly<Record<string, unknown>>;

/** The values of an operation's variables: what was given, and the defaults of the others (GraphQL, section 6.1.2). */
export function variablesOf({ variableDefinitions = [] }: OperationDefinitionNode, given: Values): Values {
  const defaults = variableDefinitions.flatMap(({ variable, defaultValue }): [string, unknown][] =>
    defaultValue === undefined ? [] : [[variable.name.value, valueFromASTUntyped(defaultValue)]],
  );
  return defaults.length === 0 ? given : { ...Object.fromEntries(defaults), ...given };
}

/** Whether a directive is one by which a selection is left out: `@skip` or `@include`. */
export function isCondition({ name }: DirectiveNode): boolean {
  return name.value === 'skip' || name.value === 'include';
}

/** Whether `@skip` or `@include` leaves a selection out (GraphQL, sections 3.13.1 and 3.13.2). */
export function isLeftOut(directives: readonly DirectiveNode[] = [], variables: Values): boolean {
  return directives.some(({ name, arguments: [condition] = [] }) => {
    const value = condition === undefined ? undefined : valueFromASTUntyped(condition.value, { ...variables });
    return (name.value === 'skip' && value === true) || (name.value === 'include' && value === false);
  });
}
