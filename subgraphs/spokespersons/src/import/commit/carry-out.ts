import type { Desk } from '../../command/desk.js';
import { endRecord } from '../../command/end-record.js';
import { propose } from '../../command/propose.js';
import { Problems } from '../../command/user-errors.js';
import type { Kept } from '../../keeping/kept.js';
import { spokespersonKeeper } from '../../keeping/spokesperson.keeper.js';
import type { SpokespersonRecord } from '../../record.js';
import { begin } from '../../spokesperson/commands/appoint.js';
import { succeed } from '../../spokesperson/commands/replace.js';
import { NO_EVIDENCE } from '../../submission/submission.js';
import type { Action } from '../compare/outcome.js';

/** What is to be done for a row of a file. */
export interface Planned {
  readonly line: number;
  readonly agencyUid: string;
  readonly action: Action;
}

/**
 * Does what the rows of a part were found to do, as the single commands do it: who begins waits for the authority, and so does what is
 * corrected of a verified record; an end holds at once. The part is written when this returns.
 * @throws CommandRefused when records have changed since the rows were held against them.
 */
export async function carryOut(desk: Desk, planned: readonly Planned[], file: string): Promise<void> {
  const uids = planned.flatMap(({ action }) => touchedUid(action) ?? []);
  const agencyUids = [...new Set(planned.map(({ agencyUid }) => agencyUid))];
  const [records] = await Promise.all([
    spokespersonKeeper.read(desk.book.manager, uids),
    desk.book.foresee({ type: 'spokesperson', uids, agencyUids }),
  ]);
  for (const { line, action } of planned) await carry(desk, action, { records, source: { file, row: line } });
  await desk.book.flush();
}

/** The record an action changes; null for one that begins without changing another. */
function touchedUid(action: Action): string | null {
  switch (action.kind) {
    case 'CREATE':
      return null;
    case 'REPLACE':
      return action.leavingUid;
    case 'CORRECT':
      return action.uid;
  }
}

interface Carrying {
  readonly records: ReadonlyMap<string, Kept<SpokespersonRecord>>;
  readonly source: { readonly file: string; readonly row: number };
}

async function carry(desk: Desk, action: Action, { records, source }: Carrying): Promise<void> {
  const evidence = NO_EVIDENCE;
  switch (action.kind) {
    case 'CREATE':
      await begin(desk, { ...action.beginning, evidence, source });
      return;
    case 'REPLACE':
      await succeed(desk, found(records, action.leavingUid), { ...action.beginning, evidence, source }, new Problems());
      return;
    case 'CORRECT':
      await correct(desk, action, found(records, action.uid));
      return;
  }
}

function found(records: Carrying['records'], uid: string): Kept<SpokespersonRecord> {
  const record = records.get(uid);
  if (record === undefined) throw new Error(`the record ${uid} was held against a row and is gone`);
  return record;
}

type Correction = Extract<Action, { kind: 'CORRECT' }>;

async function correct(desk: Desk, { changes, endsOn }: Correction, before: Kept<SpokespersonRecord>): Promise<void> {
  const problems = new Problems();
  const ending = { field: 'validTo', kind: 'ENDED' };
  const kept = endsOn === null ? before : endRecord(desk, spokespersonKeeper, before, { ...ending, endsOn }, problems);
  problems.refuse();
  if (Object.keys(changes).length === 0) return;
  await propose(desk, spokespersonKeeper, kept, { changes, evidence: NO_EVIDENCE });
}
