import { type FieldNode, Kind } from 'graphql';

/** Asks for the name of an object's type (GraphQL, section 4.3). */
export const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };
