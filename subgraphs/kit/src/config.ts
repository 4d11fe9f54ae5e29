import {
  type Environment,
  httpUrl,
  milliseconds,
  OBSERVING_VARIABLES,
  type ObservingConfig,
  observingConfig,
  oneOf,
  port,
  readEnvironment,
  secret,
  whole,
} from '@phat-ngon/runtime';
import { z } from 'zod';
import type { MigrationMode } from './database/migrate.js';
import type { Filling } from './subgraph.js';
import { type Clock, clockFrom } from './view/clock.js';

/** How a subgraph process runs; read once, from environment variables. */
export interface SubgraphConfig extends ObservingConfig {
  /** `PORT`: the port to listen on; 0 takes a free one. */
  readonly port: number;
  /** `DATABASE_URL`: `sqlite:PATH` or `mysql://user:password@host:port/name`. */
  readonly databaseUrl: string;
  /** `MIGRATIONS`: `run` (default) or `check`, which refuses to start on another schema than the code's. */
  readonly migrationMode: MigrationMode;
  /**
   * `SEED`: what an empty database is filled with. `register`: what is public record (the map, the law, the glossary); `demo`: that and made-up people
   * and classes; `none` (default): nothing.
   */
  readonly filling: Filling | null;
  /** `IDENTITY_SECRET`: shared with the gateway and the siblings, at least 32 characters. */
  readonly secret: Uint8Array;
  /** `UNITS_URL`: base URL of the units subgraph; null for that subgraph itself. */
  readonly unitsUrl: string | null;
  /** `BUS_URL`: a NATS server that carries hints between processes, `nats://host:port`; without it logs are polled. */
  readonly busUrl: string | null;
  /** `POLL_MS`: how often the units' log and its own are looked at without a hint, while somebody follows. Default 1000. */
  readonly pollMs: number;
  /** `FEED_RETENTION_DAYS`: how long changes are kept, 30 days at least; null (default): for good. */
  readonly feedRetentionDays: number | null;
  /** `CLOCK`: fixes the clock at a day or instant, for tests; the system's clock when unset. */
  readonly clock: Clock;
}

const DATABASE_FORM = 'sqlite:PATH or mysql://user:password@host:port/name';

/** A subgraph's variables. */
export const SUBGRAPH_VARIABLES = z.object({
  ...OBSERVING_VARIABLES,
  PORT: port(),
  DATABASE_URL: z
    .string({ error: `expected ${DATABASE_FORM}` })
    .regex(/^(sqlite:|mysql:\/\/|mariadb:\/\/)/, `expected ${DATABASE_FORM}`),
  MIGRATIONS: oneOf(['run', 'check']).default('run'),
  SEED: oneOf(['register', 'demo', 'none']).default('none'),
  IDENTITY_SECRET: secret(),
  UNITS_URL: httpUrl().optional(),
  BUS_URL: z
    .string()
    .regex(/^nats:\/\//, 'expected nats://host:port')
    .optional(),
  POLL_MS: milliseconds(1_000, 10),
  FEED_RETENTION_DAYS: whole(undefined, { least: 30, most: 36_500 }).optional(),
  CLOCK: z.string().optional(),
});

/**
 * Reads a subgraph's configuration.
 * @throws Error that names each variable at fault and what was expected.
 */
export function loadSubgraphConfig(env: Environment): SubgraphConfig {
  const values = readEnvironment(SUBGRAPH_VARIABLES, env);
  return Object.freeze({
    ...observingConfig(values),
    port: values.PORT,
    databaseUrl: values.DATABASE_URL,
    migrationMode: values.MIGRATIONS,
    filling: values.SEED === 'none' ? null : values.SEED,
    secret: values.IDENTITY_SECRET,
    unitsUrl: values.UNITS_URL ?? null,
    busUrl: values.BUS_URL ?? null,
    pollMs: values.POLL_MS,
    feedRetentionDays: values.FEED_RETENTION_DAYS ?? null,
    clock: clockFrom(values.CLOCK),
  });
}
