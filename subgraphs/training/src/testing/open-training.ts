import { type Clock, encodeViewId, insertRows, type Subgraph, type SubgraphResponse } from '@phat-ngon/kit';
import { ask, openTestSubgraph } from '@phat-ngon/kit/testing';
import type { EntitySchema, ObjectLiteral } from 'typeorm';
import { training } from '../subgraph.js';
import { smallRegister } from './small-register.js';

/** The training subgraph under test. */
export interface Training extends AsyncDisposable {
  readonly subgraph: Subgraph;
  ask(query: string, variables?: Readonly<Record<string, unknown>>): Promise<SubgraphResponse>;
  /** The data of an answer. @throws Error with the answer's errors where it has any. */
  data<Data>(query: string, variables?: Readonly<Record<string, unknown>>): Promise<Data>;
  /** What the gateway asks for: fields of things by their keys. @throws Error as `data` does. */
  entities<Entity>(type: string, ids: readonly string[], fields: string): Promise<readonly (Entity | null)[]>;
  /** Adds rows to a table, past the log. */
  insert<Row extends ObjectLiteral>(entity: EntitySchema<Row>, rows: readonly Row[]): Promise<void>;
}

/** Opens the subgraph with the demonstration data on the small register; today is 2026-11-24 unless a clock says otherwise. */
export async function openTraining(clock?: Clock): Promise<Training> {
  const placements = smallRegister();
  const subgraph = await openTestSubgraph(training, clock === undefined ? { placements } : { placements, clock });
  const data = async <Data>(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Data> => {
    const answer = await ask(subgraph, query, variables);
    if (answer.errors !== undefined || !answer.data) throw new Error(JSON.stringify(answer.errors));
    return answer.data as Data;
  };
  return {
    subgraph,
    ask: (query, variables) => ask(subgraph, query, variables),
    data,
    entities: async <Entity>(type: string, ids: readonly string[], fields: string) => {
      const query = `query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on ${type} ${fields} } }`;
      const keys = ids.map((id) => ({ __typename: type, id }));
      return (await data<{ readonly _entities: readonly (Entity | null)[] }>(query, { keys }))._entities;
    },
    insert: (entity, rows) => subgraph.database.transaction((manager) => insertRows(manager, entity, rows)),
    [Symbol.asyncDispose]: () => subgraph[Symbol.asyncDispose](),
  };
}

/** The id of a thing, live or as seen on a day. */
export function idOf(type: string, uid: string, asOf: string | null = null): string {
  return encodeViewId({ type, uid, asOf });
}
