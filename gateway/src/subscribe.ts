import {
  type DocumentNode,
  type FormattedExecutionResult,
  type GraphQLFormattedError,
  Kind,
  OperationTypeNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Answerer, Question } from './answer.js';
import type { SubgraphClients } from './execute/execution.js';
import { type EventMakerParts, eventMaker } from './follow/event-maker.js';
import { Lanes } from './follow/lanes.js';
import type { CutCode, Delivery, Ending, Receiver } from './follow/receiver.js';
import { sourceOf } from './follow/source.js';
import { audienceOf, isKnown, type Principal } from './identity/principal.js';
import type { EventListener, Transport } from './observe/event.js';
import { chooseOperation } from './plan/parse-operation.js';
import type { PlannedSubscription } from './plan/plan-operation.js';
import { type ResumableForm, resumableForm } from './plan/resumable-form.js';
import type { Supergraph } from './supergraph/supergraph.js';

export type { CutCode, Delivery, Ending, Receiver };

/** Who asks to be told of what happens, or asks anything else over a connection that could tell. */
export interface SubscribeQuestion extends Question {
  /** The cursor of the last event, in place of whatever the operation itself names; null leaves it to that. */
  readonly after: string | null;
}

/** What came of it. */
export type Subscribed =
  /** It is followed; `leave` ends it. */
  | { readonly kind: 'followed'; readonly leave: () => void }
  /** It was a query or a mutation, and this is its answer. */
  | { readonly kind: 'answered'; readonly answer: FormattedExecutionResult }
  | { readonly kind: 'refused'; readonly errors: readonly GraphQLFormattedError[] };

/** The subscription sentence. */
export interface Subscriber {
  /** parse → limit → protect → plan → follow. Never rejects. What has happened already the receiver is told before this resolves. */
  subscribe(question: SubscribeQuestion, receiver: Receiver): Promise<Subscribed>;
}

/** What the sentence stands on. */
export interface SubscriberParts {
  readonly supergraph: Supergraph;
  readonly clients: SubgraphClients;
  readonly answerer: Answerer;
  /** Bytes that may wait for a receiver. */
  readonly maxWaitingBytes: number;
  /** For how long a source is waited for that is away. */
  readonly patienceMs: number;
  readonly onEvent: EventListener;
}

/** Follows a subscription for as long as the gateway runs, or answers what is none. Never rejects. */
export type Follow = (question: SubscribeQuestion, receiver: Receiver, transport: Transport) => Promise<Subscribed>;

const KEPT_DOCUMENTS = 200;
const KEPT_CHARACTERS = 1024 * 1024;

/** Makes the subscription sentence for one supergraph. */
export function createSubscriber(parts: SubscriberParts): Subscriber {
  const { supergraph, clients, answerer, onEvent, ...limits } = parts;
  const followed = new Map<string, Lanes>();
  // Many come with the same text at once: when they come back, and when the supergraph changes.
  const documents = new LRUCache<string, DocumentNode>({
    max: KEPT_DOCUMENTS,
    maxSize: KEPT_CHARACTERS,
    sizeCalculation: (_document, text) => Math.max(1, text.length),
  });
  const documentOf = (text: string): DocumentNode => {
    const document = documents.get(text) ?? answerer.parse(text);
    documents.set(text, document);
    return document;
  };
  const formOf = (document: DocumentNode, name: string | undefined): ResumableForm =>
    resumableForm({ document, operation: chooseOperation(document, name) }, supergraph);
  const follow = async (
    question: SubscribeQuestion,
    document: DocumentNode,
    receiver: Receiver,
  ): Promise<Subscribed> => {
    const { variables, operationName, principal, account } = question;
    const { open, restore } = answerer.admit({ ...question, document }, chooseOperation(document, operationName));
    if (open === null) return { kind: 'refused', errors: answerer.shown(restore({ data: {} }), account).errors ?? [] };
    const whole = formOf(document, operationName);
    const form = open.document === document ? whole : formOf(open.document, operationName);
    const audience = followersLike(principal);
    const begin = ({ source, values: written, perEvent }: PlannedSubscription): Lanes => {
      const shared = { variables: { ...variables, ...written }, principal: audience };
      const planned = perEvent(open.document);
      const { shown, failed, execute } = answerer;
      const perform: EventMakerParts['execute'] = async (event) => {
        answerer.changed();
        return restore(await execute({ ...shared, ...event, planned }));
      };
      return new Lanes(
        {
          ...limits,
          source: sourceOf({ ...shared, form, source, clients }),
          make: eventMaker({ source, execute: perform, shown, failed }),
          tell: (news) => onEvent({ kind: 'source', subgraph: source.subgraph, news }),
          delivered: (count) => onEvent({ kind: 'delivered', count }),
        },
        () => followed.delete(key),
      );
    };
    // Of the whole, though a part of it may be closed: what is told in the place of that part belongs to it.
    const values = valuesOf(variables, whole);
    const key = JSON.stringify([whole.text, operationName ?? null, values, isKnown(principal), audience]);
    // Another may have begun meanwhile.
    const lanesBy = (planned: PlannedSubscription): Lanes => {
      const lanes = followed.get(key) ?? begin(planned);
      followed.set(key, lanes);
      return lanes;
    };
    const known = followed.get(key);
    const lanes = known ?? lanesBy(await answerer.planner.planSubscription({ ...form, operationName }));
    const after = form.resume && (question.after ?? whole.resume?.after(variables) ?? null);
    return { kind: 'followed', leave: lanes.join(receiver, after) };
  };
  return {
    subscribe: async (question, receiver) => {
      try {
        const document = documentOf(question.query);
        const { operation } = chooseOperation(document, question.operationName);
        if (operation === OperationTypeNode.SUBSCRIPTION) return await follow(question, document, receiver);
        return {
          kind: 'answered',
          answer: answerer.shown(await answerer.run({ ...question, document }), question.account),
        };
      } catch (error) {
        return { kind: 'refused', errors: answerer.failed(error, question.account) };
      }
    },
  };
}

/** Whose feeds are told alike: a subgraph tells them by what somebody is, not by who it is. */
function followersLike(principal: Principal): Principal {
  return { ...audienceOf(principal), subject: null };
}

/** The values of the variables it uses, in one order; none where one was not given, which is not the same as null. */
function valuesOf(variables: Readonly<Record<string, unknown>>, { document }: ResumableForm): readonly unknown[] {
  const definitions = document.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? (definition.variableDefinitions ?? []) : [],
  );
  return definitions.map(({ variable: { name } }) => (name.value in variables ? [inOrder(variables[name.value])] : []));
}

/** Equal values are written alike, in whichever order their fields came. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return fields.map(([name, field]) => [name, inOrder(field)]);
}
