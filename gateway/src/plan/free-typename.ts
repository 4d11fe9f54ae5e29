import { type ASTVisitor, GraphQLError, type ValidationContext } from 'graphql';

const TYPENAME = '__typename';

/**
 * A validation rule: the alias `__typename` is not given to another field. The gateway tells by the value of that name of which
 * type an object is, and a client's cache does.
 */
export function freeTypename(context: ValidationContext): ASTVisitor {
  return {
    Field: (node) => {
      if (node.alias?.value !== TYPENAME || node.name.value === TYPENAME) return;
      context.reportError(
        new GraphQLError(`The alias "${TYPENAME}" is taken; choose another for the field "${node.name.value}".`, {
          nodes: node,
        }),
      );
    },
  };
}
