import {
  type ChangeCause,
  type ChangeDraft,
  type Day,
  type PlacementLoaders,
  type Principal,
  placementLoaders,
  type Reading,
  rowsOf,
  type Writing,
} from '@phat-ngon/kit';
import type { EntityManager } from 'typeorm';
import type { Keeper, Kept, KeptState, KeptType } from '../keeping/kept.js';
import { isOpen, type Submission } from '../submission/submission.js';
import { openSubmissions, submissionsByUid, writeSubmissions } from '../submission/submission.store.js';

/** Who changes records, and by which way. */
export interface Author {
  readonly subject: string;
  readonly cause: ChangeCause;
  /** See `ChangeRow.origin`. */
  readonly origin: string;
}

/** A caller as an author: an agency's clerk speaks for the agency, everybody else for the authority. */
export function callerAsAuthor({ role }: Pick<Principal, 'role'>, subject: string, origin: string): Author {
  return { subject, cause: role === 'CLERK' ? 'AGENCY' : 'AUTHORITY', origin };
}

/** A change of a record, with the day from which it holds. */
export interface RecordChange<State extends KeptState> {
  /** What happened: APPOINTED, ENDED … */
  readonly kind: string;
  /** Null for a record that begins. */
  readonly before: Kept<State> | null;
  readonly state: State;
  readonly effectiveFrom: Day;
}

type Placeless = Omit<ChangeDraft, 'path' | 'actor' | 'origin' | 'cause'> & { readonly cause?: ChangeCause };

interface Pending {
  readonly keeper: Keeper<KeptState>;
  readonly kept: Kept<KeptState>;
}

/** Records that are changed together, by uid, with their agencies. */
export interface Foreseen {
  readonly type: KeptType;
  readonly uids: readonly string[];
  readonly agencyUids: readonly string[];
}

/**
 * The records as one transaction changes them. Changes are gathered and written by {@link close}, rows and log together; what was
 * changed is read as changed. Work on many records goes by parts: {@link foresee} reads what a part needs at once, {@link flush}
 * writes what it has changed, and the book holds no more than a part.
 */
export class RecordBook {
  readonly today: Day;
  /** The instant of all changes of the transaction, RFC 3339. */
  readonly at: string;
  readonly author: Author;
  readonly reading: Reading;
  readonly #writing: Writing;
  readonly #begun: number;
  #made = 0;
  readonly #placements: PlacementLoaders;
  readonly #pending = new Map<string, Pending>();
  readonly #submissions = new Map<string, Submission>();
  /** The open submission about each record that is known, by record. */
  readonly #open = new Map<string, Submission | null>();
  readonly #drafts: Placeless[] = [];
  #last: number | null = null;

  private constructor(
    writing: Writing,
    author: Author,
    time: { readonly today: Day; readonly at: string },
    begun: number,
  ) {
    this.#writing = writing;
    this.author = author;
    this.today = time.today;
    this.at = time.at;
    this.reading = { reader: writing.manager };
    this.#begun = begun;
    this.#placements = placementLoaders(this.reading);
  }

  /** Opens the book in a transaction of the change log. */
  static async open(
    writing: Writing,
    author: Author,
    time: { readonly today: Day; readonly at: string },
  ): Promise<RecordBook> {
    return new RecordBook(writing, author, time, await writing.position());
  }

  /** The transaction, for tables that hold no records; what is written there is told of by {@link note}. */
  get manager(): EntityManager {
    return this.#writing.manager;
  }

  /** A uid nobody has: it holds a position of the log, which no other transaction is given. */
  newUid(prefix: string): string {
    this.#made += 1;
    return `${prefix}.n${this.#begun + this.#made}`;
  }

  /** A record as it stands; null where there is none. */
  async read<State extends KeptState>(keeper: Keeper<State>, uid: string): Promise<Kept<State> | null> {
    const changed = this.#pending.get(keyOf(keeper.type, uid));
    if (changed !== undefined) return changed.kept as Kept<State>;
    return (await keeper.read(this.#writing.manager, [uid])).get(uid) ?? null;
  }

  /** Changes a record; its version grows by one. */
  change<State extends KeptState>(keeper: Keeper<State>, change: RecordChange<State>): Kept<State> {
    const { kind, before, state, effectiveFrom } = change;
    const kept: Kept<State> = { state, version: (before?.version ?? 0) + 1 };
    const key = keyOf(keeper.type, state.uid);
    this.#pending.set(key, { keeper: keeper as unknown as Keeper<KeptState>, kept });
    // Nothing can lie before the authority about a record that begins here.
    if (before === null) this.#open.set(key, null);
    this.#drafts.push({
      type: keeper.type,
      kind,
      entityId: state.uid,
      agencyUid: state.agencyUid,
      version: kept.version,
      effectiveFrom,
      before: before?.state ?? null,
      after: state,
    });
    return kept;
  }

  /** Says in the log what has become of a record that stays as it is. */
  note(draft: Placeless): void {
    this.#drafts.push(draft);
  }

  /** Reads at once what a part of the work asks about its records one by one. */
  async foresee({ type, uids, agencyUids }: Foreseen): Promise<void> {
    const [open] = await Promise.all([
      openSubmissions(this.reading, type, uids),
      this.#placements.agencies.loadMany(agencyUids.map((uid) => ({ uid, day: this.today }))),
    ]);
    for (const uid of uids) this.#open.set(keyOf(type, uid), open.get(uid) ?? null);
  }

  /** The submission about a record that waits for the authority or the agency. */
  async openSubmission(type: KeptType, subjectUid: string): Promise<Submission | null> {
    const known = this.#open.get(keyOf(type, subjectUid));
    return known === undefined
      ? ((await openSubmissions(this.reading, type, [subjectUid])).get(subjectUid) ?? null)
      : known;
  }

  /** A submission as it stands. */
  async submission(uid: string): Promise<Submission | null> {
    return this.#submissions.get(uid) ?? (await submissionsByUid(this.reading, [uid])).get(uid) ?? null;
  }

  /** Writes a submission, and what happened to it. */
  putSubmission(kind: string, before: Submission | null, after: Submission): void {
    this.#submissions.set(after.uid, after);
    this.#open.set(keyOf(after.subjectType, after.subjectUid), isOpen(after.state) ? after : null);
    const { uid: entityId, agencyUid, version } = after;
    this.#drafts.push({
      ...{ type: 'submission', kind, entityId, agencyUid, version, before, after },
      effectiveFrom: this.today,
    });
  }

  /** What a record was before its last change, by the log; null where the log does not reach. */
  async stateBefore<State extends KeptState>(type: KeptType, { state, version }: Kept<State>): Promise<State | null> {
    const [row] = await rowsOf<{ readonly before: string | null }>(
      this.reading,
      'SELECT v.state_before AS `before` FROM change_log v WHERE v.type = ? AND v.entity_id = ? AND v.version = ? ORDER BY v.seq DESC LIMIT 1',
      [type, state.uid, version],
    );
    return row?.before ? (JSON.parse(row.before) as State) : null;
  }

  /** Where an agency stands today; of one that has ended, where it stood. */
  async pathOf(agencyUid: string): Promise<string> {
    return (await this.#placements.agencies.load({ uid: agencyUid, day: this.today }))?.path ?? '';
  }

  /** Writes what was changed so far and says so in the log, in the same transaction. */
  async flush(): Promise<void> {
    const changed = [...this.#pending.values()];
    for (const keeper of new Set(changed.map((pending) => pending.keeper))) {
      const records = changed.filter((pending) => pending.keeper === keeper).map(({ kept }) => kept);
      await keeper.write(this.#writing.manager, records);
    }
    await writeSubmissions(this.#writing.manager, [...this.#submissions.values()]);
    if (this.#drafts.length > 0) this.#last = await this.#writing.append(await this.#placed());
    this.#pending.clear();
    this.#submissions.clear();
    this.#open.clear();
    this.#drafts.length = 0;
  }

  /** Writes what was changed, and says so in the log; the position of the last row, or null when nothing was changed. */
  async close(): Promise<number | null> {
    await this.flush();
    return this.#last;
  }

  async #placed(): Promise<readonly ChangeDraft[]> {
    const { subject: actor, cause, origin } = this.author;
    return Promise.all(
      this.#drafts.map(async (draft): Promise<ChangeDraft> => {
        const path = draft.agencyUid === null ? '' : await this.pathOf(draft.agencyUid);
        return { cause, actor, origin, ...draft, path };
      }),
    );
  }
}

function keyOf(type: KeptType, uid: string): string {
  return `${type}:${uid}`;
}
