import {
  type Clock,
  encodeViewId,
  insertRows,
  type PlacedAgency,
  type PlacedUnit,
  type Principal,
  PUBLIC,
  type Subgraph,
  type SubgraphDefinition,
  type SubgraphResponse,
} from '@phat-ngon/kit';
import { ask, countStatements, openTestSubgraph, type TestDatabase } from '@phat-ngon/kit/testing';
import { FocalPointEntity, OfficerEntity } from '../agency/staff.entity.js';
import type { Context } from '../context.js';
import { DataCallEntity, ResponseEntity } from '../data-call/data-call.entity.js';
import { type FocalPointState, focalPointRow, type OfficerState, officerRow } from '../keeping/staff.keepers.js';
import { rowsOfRecord } from '../record.js';
import { insertRecords } from '../record.store.js';
import { spokespersons } from '../subgraph.js';
import { type DataCallParts, makeDataCall } from './make-data-call.js';
import { makeRecord, type RecordParts } from './make-record.js';
import { AGENCIES, sourceOf, UNITS } from './register.js';

/** What a network of a test holds; agencies and units default to those of the small register. */
export interface NetworkParts {
  readonly records?: readonly RecordParts[];
  readonly focalPoints?: readonly FocalPointState[];
  readonly officers?: readonly OfficerState[];
  readonly dataCalls?: readonly DataCallParts[];
  readonly agencies?: readonly PlacedAgency[];
  readonly units?: readonly PlacedUnit[];
  readonly clock?: Clock;
  /** In place of a database of its own: one that outlives it. */
  readonly database?: TestDatabase;
  /** In place of the above: the demonstration data, or another filling. */
  readonly seed?: SubgraphDefinition<Context>['seed'];
}

type Variables = Readonly<Record<string, unknown>>;

/** Asks the subgraph as one caller. Things are named `uid` (live) or `uid@YYYY-MM-DD`. */
export interface Asker {
  /** The answer's data. @throws Error when the answer has errors. */
  data(query: string, variables?: Variables): Promise<unknown>;
  /** Fields of things of a type, in the order of their names; as the gateway asks for them. @throws Error like {@link data}. */
  entities(type: string, names: readonly string[], selection: string): Promise<unknown>;
  /** Fields of one agency. @throws Error like {@link data}. */
  agency(name: string, selection: string): Promise<unknown>;
  /** The whole answer. */
  answer(query: string, variables?: Variables): Promise<SubgraphResponse>;
  /** Path and extensions of the only error of an answer. @throws Error when there is none, or more. */
  refusal(query: string, variables?: Variables): Promise<Refusal>;
}

/** What is told of an error. */
export interface Refusal {
  readonly path: unknown;
  readonly code: unknown;
  readonly argument: unknown;
}

/** The subgraph on a network of a test, asked by the public unless {@link as} says who asks. */
export interface Network extends Asker, AsyncDisposable {
  readonly subgraph: Subgraph;
  as(principal: Partial<Principal>): Asker;
  /** How many SQL statements a work takes. */
  statementsOf(work: () => Promise<unknown>): Promise<number>;
}

/** Opens the subgraph on a database of its own with what the parts say, written through the change log; `await using` removes it. */
export async function openNetwork(parts: NetworkParts = {}): Promise<Network> {
  const subgraph = await openTestSubgraph(
    { ...spokespersons, seed: parts.seed ?? filling(parts) },
    {
      placements: sourceOf(parts.agencies ?? AGENCIES, parts.units ?? UNITS),
      ...(parts.clock ? { clock: parts.clock } : {}),
      ...(parts.database ? { database: parts.database } : {}),
    },
  );
  return {
    ...askerOf(subgraph, PUBLIC),
    subgraph,
    as: (principal) => askerOf(subgraph, { ...PUBLIC, subject: 'test', ...principal }),
    statementsOf: async (work) => (await countStatements(subgraph.database, work)).statements.length,
    [Symbol.asyncDispose]: () => subgraph[Symbol.asyncDispose](),
  };
}

function filling(parts: NetworkParts): SubgraphDefinition<Context>['seed'] {
  const { records = [], focalPoints = [], officers = [], dataCalls = [] } = parts;
  const calls = dataCalls.map(makeDataCall);
  return ({ log }) =>
    log.write(async ({ manager }) => {
      const rows = records.map((record) => rowsOfRecord(makeRecord(record), 1));
      const posts = focalPoints.map((state) => focalPointRow({ state, version: 1 }));
      const staff = officers.map((state) => officerRow({ state, version: 1 }));
      const responses = calls.flatMap((made) => made.responses);
      await insertRecords(manager, rows);
      await insertRows(manager, FocalPointEntity, posts);
      await insertRows(manager, OfficerEntity, staff);
      await insertRows(
        manager,
        DataCallEntity,
        calls.map(({ call }) => call),
      );
      await insertRows(manager, ResponseEntity, responses);
    });
}

function askerOf(subgraph: Subgraph, principal: Principal): Asker {
  const answer: Asker['answer'] = (query, variables = {}) => ask(subgraph, query, variables, principal);
  const data: Asker['data'] = async (query, variables) => {
    const { data, errors } = await answer(query, variables);
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };
  const entities = async (type: string, names: readonly string[], selection: string): Promise<readonly unknown[]> => {
    const representations = names.map((name) => ({ __typename: type, id: idOf(type, name) }));
    const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on ${type} ${selection} } }`;
    const found = await data(query, { r: representations });
    return (found as { readonly _entities: readonly unknown[] })._entities;
  };
  return {
    data,
    entities,
    agency: async (name, selection) => (await entities('Agency', [name], selection))[0],
    answer,
    refusal: async (query, variables) => {
      const { errors = [] } = await answer(query, variables);
      const [error] = errors;
      if (error === undefined || errors.length > 1) throw new Error(`expected one error, got ${errors.length}`);
      return { path: error.path, code: error.extensions?.code, argument: error.extensions?.argument };
    },
  };
}

/** The id of a thing by its name here: `uid`, or `uid@YYYY-MM-DD`. */
export function idOf(type: string, name: string): string {
  const [uid = '', asOf = null] = name.split('@');
  return encodeViewId({ type, uid, asOf });
}
