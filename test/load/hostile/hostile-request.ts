import type { GraphQLSchema } from 'graphql';
import type { Known } from '../known.js';
import type { Random } from '../random.js';
import type { Expectation } from './expectation.js';

/** The graph that hostile requests are made for. */
export interface World {
  /** Built from `schema/api.graphql`. */
  readonly schema: GraphQLSchema;
  readonly known: readonly Known[];
  /** What the requests name as `host`. */
  readonly host: string;
  readonly limits: WorldLimits;
}

/** The gateway's own limits, as it is configured. */
export interface WorldLimits {
  readonly maxBodyBytes: number;
  readonly maxTokens: number;
  readonly requestTimeoutMs: number;
}

/** What a client does on its connection, one after the other. */
export type Step =
  | { readonly kind: 'send'; readonly bytes: Buffer }
  | { readonly kind: 'wait'; readonly ms: number }
  /** Ends its own side, and still listens. */
  | { readonly kind: 'end' }
  /** Goes away without listening. */
  | { readonly kind: 'leave' };

/** A request as a generator draws it. */
export interface Draft {
  readonly steps: readonly Step[];
  /** How many answers are waited for. Default 1. */
  readonly answers?: number;
  /** What may come back; made when it is needed, for it takes parsing and validating. */
  readonly expected: () => Expectation;
}

/** A request with where it comes from: seed and index make it again. */
export interface HostileRequest extends Draft {
  readonly kind: string;
  readonly seed: number;
  readonly index: number;
}

/** Draws a request of one kind. */
export type Generator = (random: Random, world: World) => Draft;
