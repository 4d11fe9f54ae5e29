import { EntitySchema } from 'typeorm';

/** Why a change was made: by the agency itself, by the authority that checks, by a reorganisation, by the clock, or by the first filling. */
export type ChangeCause = 'AGENCY' | 'AUTHORITY' | 'REORGANISATION' | 'CLOCK' | 'SEED';

/** A row of the change log. */
export interface ChangeRow {
  /** Gapless position, assigned under a lock in the transaction that wrote the change. */
  readonly seq: number;
  /** The kind of thing: `unit`, `agency`, `spokesperson` … */
  readonly type: string;
  /** What happened to it: CREATED, ENDED, RENAMED … */
  readonly kind: string;
  readonly cause: ChangeCause;
  readonly entityId: string;
  readonly agencyUid: string | null;
  /** The materialised path of the place it concerns, for subtree filters. */
  readonly path: string;
  readonly version: number;
  /** The day from which it holds; the instant it was written is `at`. */
  readonly effectiveFrom: string;
  /** The whole state before and after, JSON; null where there is none. */
  readonly before: string | null;
  readonly after: string | null;
  readonly actor: string;
  /** By which way it came: `graphql REQUEST`, `import JOB`, `clock`, `seed`; null in rows older than this column. */
  readonly origin: string | null;
  readonly at: string;
}

/** The log: append-only; its transaction is that of the change itself. */
export const ChangeEntity = new EntitySchema<ChangeRow>({
  name: 'ChangeLog',
  tableName: 'change_log',
  columns: {
    seq: { type: 'int', primary: true },
    type: { type: 'varchar' },
    kind: { type: 'varchar' },
    cause: { type: 'varchar' },
    entityId: { name: 'entity_id', type: 'varchar' },
    agencyUid: { name: 'agency_uid', type: 'varchar', nullable: true },
    path: { type: 'varchar' },
    version: { type: 'int' },
    effectiveFrom: { name: 'effective_from', type: 'varchar' },
    before: { name: 'state_before', type: 'text', nullable: true },
    after: { name: 'state_after', type: 'text', nullable: true },
    actor: { type: 'varchar' },
    origin: { type: 'varchar', nullable: true },
    at: { name: 'written_at', type: 'varchar' },
  },
});

/** The one row that numbers the log. */
export interface CounterRow {
  readonly id: number;
  readonly seq: number;
}

/** The counter: locked by each writing transaction, hence positions without gaps, in commit order. */
export const CounterEntity = new EntitySchema<CounterRow>({
  name: 'ChangeCounter',
  tableName: 'change_counter',
  columns: { id: { type: 'int', primary: true }, seq: { type: 'int' } },
});
