import { randomUUID } from 'node:crypto';
import {
  FetchError,
  type SubgraphClient,
  type SubgraphRequest,
  type SubgraphResponse,
  SubscriptionRefused,
} from '../fetch/subgraph-client.js';
import type { Principal } from '../identity/principal.js';
import type { PlannedSubscription } from '../plan/plan-operation.js';
import type { ResumableForm } from '../plan/resumable-form.js';
import type { Source } from './upstream.js';

/** A subscription's source as it is planned, and for whom it is followed. */
export interface PlannedSource {
  readonly form: ResumableForm;
  readonly source: PlannedSubscription['source'];
  readonly variables: Readonly<Record<string, unknown>>;
  readonly principal: Principal;
  readonly clients: ReadonlyMap<string, SubgraphClient>;
}

/** The source of a planned subscription, which its subgraph's client opens. */
export function sourceOf({ form, source, variables, principal, clients }: PlannedSource): Source {
  const client = clients.get(source.subgraph);
  if (client === undefined) throw new Error(`there is no subgraph ${source.subgraph}`);
  const { resume } = form;
  const used = Object.entries(variables).filter(([name]) => source.variables.includes(name));
  const requestId = randomUUID();
  const request = (after: string | null, signal: AbortSignal): SubgraphRequest => ({
    query: source.query,
    variables: { ...Object.fromEntries(used), ...(resume ? { [resume.variable]: after } : {}) },
    ...(source.operationName === undefined ? {} : { operationName: source.operationName }),
    ...{ principal, signal, requestId },
  });
  const position = resume?.resumable.position ?? null;
  return {
    open: (after, signal) => client.subscribe(request(after, signal)),
    position:
      position === null
        ? null
        : async (signal) =>
            textOf(
              await client.execute({ query: `{ ${position} }`, variables: () => ({}), principal, signal, requestId }),
              position,
            ),
    cursorOf: resume && (({ data }) => cursorIn(data?.[source.responseKey], resume.key)),
  };
}

function textOf({ data, errors }: SubgraphResponse, field: string): string {
  const text = data?.[field];
  if (typeof text === 'string') return text;
  if (errors?.length) throw new SubscriptionRefused(errors);
  throw new FetchError('SUBGRAPH_BAD_ANSWER', new Error(`${field} is no cursor`));
}

function cursorIn(event: unknown, key: string): string | null {
  const cursor = typeof event === 'object' && event !== null ? Reflect.get(event, key) : null;
  return typeof cursor === 'string' ? cursor : null;
}
