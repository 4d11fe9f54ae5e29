import {
  type GraphQLCompositeType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isUnionType,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { isKnown, type Principal } from '../identity/principal.js';
import type { Requirement } from '../supergraph/requirements.js';
import type { Supergraph } from '../supergraph/supergraph.js';

/** What of a supergraph is open to a caller. */
export interface Grants {
  /** Equal for all callers to whom the same is open. */
  readonly signature: string;
  /** Whether a field may be asked for: its own requirements, those of what it is a field of, and those of what it returns. */
  mayAsk(parent: GraphQLCompositeType, field: string): boolean;
  /** Whether an object of the type may be shown. */
  maySee(type: string): boolean;
}

/** What of a supergraph is open to whom; null where all of it is. */
export type Access = (principal: Principal) => Grants | null;

/** Callers differ in few ways: each set of requirements that somebody meets is worked out once. */
const KEPT_GRANTS = 100;

/** Reads who may ask what; null for a supergraph that protects nothing. */
export function createAccess({ api, requirements }: Pick<Supergraph, 'api' | 'requirements'>): Access | null {
  if (requirements.size === 0) return null;
  const distinct = new Map([...requirements.values()].flat().map((requirement) => [textOf(requirement), requirement]));
  const kept = new LRUCache<string, Grants>({ max: KEPT_GRANTS });
  const ofPrincipals = new WeakMap<Principal, { readonly grants: Grants | null }>();
  const grantsFor = (principal: Principal): Grants | null => {
    const lacking = [...distinct].filter(([, requirement]) => !isMet(requirement, principal)).map(([text]) => text);
    if (lacking.length === 0) return null;
    const signature = lacking.join(' ');
    const known = kept.get(signature);
    if (known !== undefined) return known;
    const closed = new Set(lacking);
    const isOpen = (coordinate: string): boolean =>
      !requirements.get(coordinate)?.some((requirement) => closed.has(textOf(requirement)));
    const grants = { signature, ...grantsOf(api, isOpen) };
    kept.set(signature, grants);
    return grants;
  };
  return (principal) => {
    const { grants } = ofPrincipals.get(principal) ?? { grants: grantsFor(principal) };
    ofPrincipals.set(principal, { grants });
    return grants;
  };
}

function textOf(requirement: Requirement): string {
  return JSON.stringify(requirement);
}

/** A caller's policies are known by one rule alone: the role in the token, in lower case, after `role:`. */
function isMet(requirement: Requirement, principal: Principal): boolean {
  if (!isKnown(principal)) return false;
  switch (requirement.kind) {
    case 'identity':
      return true;
    case 'scopes':
      return requirement.anyOf.some((set) => set.every((scope) => principal.scopes.includes(scope)));
    case 'policies':
      return requirement.anyOf.some((set) => set.every((policy) => policy === `role:${principal.role.toLowerCase()}`));
  }
}

type IsOpen = (coordinate: string) => boolean;

function grantsOf(api: GraphQLSchema, isOpen: IsOpen): Omit<Grants, 'signature'> {
  const verdicts = new Map<string, boolean>();
  const mayAsk = (parent: GraphQLCompositeType, field: string): boolean => {
    const coordinate = `${parent.name}.${field}`;
    const known = verdicts.get(coordinate);
    if (known !== undefined) return known;
    const verdict = isFieldOpen(api, isOpen, { parent, field });
    verdicts.set(coordinate, verdict);
    return verdict;
  };
  return { mayAsk, maySee: isOpen };
}

/**
 * The rule of a field. What holds for an implementation holds for the field of its interface, since nobody knows beforehand which of
 * them will answer; composition says so too, where it is recent. Members of a union are told apart when they are there.
 */
function isFieldOpen(
  api: GraphQLSchema,
  isOpen: IsOpen,
  { parent, field }: { readonly parent: GraphQLCompositeType; readonly field: string },
): boolean {
  const owners = isInterfaceType(parent) ? [parent, ...api.getPossibleTypes(parent)] : [parent];
  if (!owners.every(({ name }) => isOpen(name) && isOpen(`${name}.${field}`))) return false;
  if (isUnionType(parent)) return true;
  const returned = parent.getFields()[field]?.type;
  return returned === undefined || isReturnOpen(api, isOpen, getNamedType(returned));
}

function isReturnOpen(api: GraphQLSchema, isOpen: IsOpen, type: GraphQLNamedType): boolean {
  if (isUnionType(type)) return type.getTypes().some(({ name }) => isOpen(name));
  const types = isInterfaceType(type) ? [type, ...api.getPossibleTypes(type)] : [type];
  return types.every(({ name }) => isOpen(name));
}
