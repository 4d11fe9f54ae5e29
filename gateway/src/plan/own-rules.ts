import { type ASTVisitor, GraphQLError, type ValidationContext, type ValidationRule } from 'graphql';

/** `__typename` tells gateway and clients' caches of which type an object is; an object of JavaScript cannot be given a `__proto__`. */
const TAKEN: ReadonlySet<string | undefined> = new Set(['__typename', '__proto__']);

/** The names that are taken are no field's alias. */
function freeAliases(context: ValidationContext): ASTVisitor {
  return {
    Field: (node) => {
      const { alias, name } = node;
      if (alias === undefined || alias.value === name.value || !TAKEN.has(alias.value)) return;
      context.reportError(
        new GraphQLError(`The alias "${alias.value}" is taken; choose another for the field "${name.value}".`, {
          nodes: node,
        }),
      );
    },
  };
}

/** An operation is of a kind that the schema has a root type for (GraphQL, section 5.2.1.1); graphql-js has no rule for it yet. */
function knownOperationTypes(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition: (node) => {
      if (context.getSchema().getRootType(node.operation)) return;
      context.reportError(new GraphQLError(`The schema has no ${node.operation} operations.`, { nodes: node }));
    },
  };
}

const INCREMENTAL: ReadonlySet<string> = new Set(['defer', 'stream']);

/** An answer comes whole. That a schema knows none of these directives does not say what to do. */
function wholeAnswers(context: ValidationContext): ASTVisitor {
  return {
    Directive: (node) => {
      const name = node.name.value;
      if (!INCREMENTAL.has(name) || context.getSchema().getDirective(name)) return;
      context.reportError(
        new GraphQLError(
          `"@${name}" is not supported: answers come whole. Ask without it, or for that part by itself.`,
          {
            nodes: node,
          },
        ),
      );
    },
  };
}

/** What a document has to keep to beside the rules of graphql-js. */
export const OWN_RULES: readonly ValidationRule[] = [freeAliases, knownOperationTypes, wholeAnswers];
