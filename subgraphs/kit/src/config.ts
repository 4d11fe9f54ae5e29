import { z } from 'zod';
import type { MigrationMode } from './database/migrate.js';
import type { Filling } from './subgraph.js';
import { type Clock, clockFrom } from './view/clock.js';

/** How a subgraph process runs; read once, from environment variables. */
export interface SubgraphConfig {
  /** `PORT`: the port to listen on; 0 takes a free one. */
  readonly port: number;
  /** `HOST`: the address to listen on. Default 127.0.0.1. */
  readonly host: string;
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
  /** `POLL_MS`: how often the units' log is looked at without a hint. Default 1000. */
  readonly pollMs: number;
  /** `CLOCK`: fixes the clock at a day or instant, for tests; the system's clock when unset. */
  readonly clock: Clock;
}

const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATABASE_URL: z
    .string()
    .regex(/^(sqlite:|mysql:\/\/|mariadb:\/\/)/, 'sqlite:PATH or mysql://user:password@host:port/name'),
  MIGRATIONS: z.enum(['run', 'check']).default('run'),
  SEED: z.enum(['register', 'demo', 'none']).default('none'),
  IDENTITY_SECRET: z.string().min(32, 'at least 32 characters'),
  UNITS_URL: z.url().optional(),
  BUS_URL: z
    .string()
    .regex(/^nats:\/\//, 'nats://host:port')
    .optional(),
  POLL_MS: z.coerce.number().int().min(10).default(1000),
  CLOCK: z.string().optional(),
});

/**
 * Reads a subgraph's configuration.
 * @throws Error that names each variable at fault and what was expected.
 */
export function loadSubgraphConfig(env: Readonly<Record<string, string | undefined>>): SubgraphConfig {
  const read = environment.safeParse(env);
  if (!read.success) {
    throw new Error(read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'));
  }
  const { PORT, HOST, DATABASE_URL, MIGRATIONS, SEED, IDENTITY_SECRET, UNITS_URL, BUS_URL, POLL_MS, CLOCK } = read.data;
  return Object.freeze({
    port: PORT,
    host: HOST,
    databaseUrl: DATABASE_URL,
    migrationMode: MIGRATIONS,
    filling: SEED === 'none' ? null : SEED,
    secret: new TextEncoder().encode(IDENTITY_SECRET),
    unitsUrl: UNITS_URL ?? null,
    busUrl: BUS_URL ?? null,
    pollMs: POLL_MS,
    clock: clockFrom(CLOCK),
  });
}
