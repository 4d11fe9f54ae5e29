import { type ExecutionResult, type GraphQLSchema, type OperationDefinitionNode, print } from 'graphql';
import { isKnown, type Principal } from '../identity/principal.js';
import type { OperationInDocument } from '../lib/operation-in-document.js';
import type { Supergraph } from '../supergraph/supergraph.js';
import { createAccess, type Grants } from './grants.js';
import { openPart } from './open-part.js';
import { restoreAnswer } from './restore-answer.js';

/** An operation, by whoever asks. */
export interface AskedOperation extends OperationInDocument {
  readonly text: string;
  readonly operationName: string | undefined;
  readonly principal: Principal;
}

/** An operation of which something is closed to who asks. */
export interface ProtectedOperation {
  /** What may be asked, as an operation of its own; null where nothing may. */
  readonly open: Pick<AskedOperation, 'text' | 'document' | 'operationName'> | null;
  /** Makes the answer to the whole of the answer to the open part. */
  restore(answer: ExecutionResult, variables: Readonly<Record<string, unknown>>): ExecutionResult;
}

/** Protects operations; null where everything that is asked is open. */
export type Protect = (asked: AskedOperation) => ProtectedOperation | null;

/** So many kinds of callers are kept of one operation. */
const KEPT_GRANTS = 100;

/**
 * Enforces `@authenticated`, `@requiresScopes` and `@policy` (Federation 2) before anything is planned: what a caller may not ask is
 * taken out of the operation, and each place it would have had is answered null, with an error.
 */
export function createProtection(supergraph: Supergraph): Protect {
  const access = createAccess(supergraph);
  if (access === null) return () => null;
  // Most operations ask for nothing closed: that is kept, for all callers to whom the same is open.
  const whole = new WeakMap<OperationDefinitionNode, Set<string>>();
  return (asked) => {
    const grants = access(asked.principal);
    if (grants === null) return null;
    const known = whole.get(asked.operation);
    if (known?.has(grants.signature)) return null;
    const found = protect(asked, { api: supergraph.api, grants });
    if (found === null && (known === undefined || known.size < KEPT_GRANTS))
      whole.set(asked.operation, (known ?? new Set()).add(grants.signature));
    return found;
  };
}

function protect(
  asked: AskedOperation,
  within: { readonly api: GraphQLSchema; readonly grants: Grants },
): ProtectedOperation | null {
  const { isLess, document } = openPart(asked, within);
  if (!isLess) return null;
  const { operationName, principal } = asked;
  const code = isKnown(principal) ? 'FORBIDDEN' : 'UNAUTHENTICATED';
  return {
    // By its own text: callers to whom the same is open share a plan, with each other and with whoever asks no more than that.
    open: document && { text: print(document), document, operationName },
    restore: (answer, variables) => restoreAnswer(answer, asked, { ...within, code, variables }),
  };
}
