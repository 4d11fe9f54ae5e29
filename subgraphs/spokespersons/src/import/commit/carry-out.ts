import type { Desk } from '../../command/desk.js';
import { endRecord } from '../../command/end-record.js';
import { propose } from '../../command/propose.js';
import { Problems } from '../../command/user-errors.js';
import { spokespersonKeeper } from '../../keeping/spokesperson.keeper.js';
import { begin } from '../../spokesperson/commands/appoint.js';
import { succeed } from '../../spokesperson/commands/replace.js';
import { NO_EVIDENCE } from '../../submission/submission.js';
import type { Comparison } from '../compare/outcome.js';

/**
 * Does what a row was found to do, as the single commands do it: who begins waits for the authority, and so does what is corrected of a
 * verified record; an end holds at once.
 * @throws CommandRefused when another row of the file stands in the way.
 */
export async function carryOut(desk: Desk, { row, action }: Comparison, file: string): Promise<void> {
  const source = { file, row: row.line };
  const evidence = NO_EVIDENCE;
  switch (action?.kind) {
    case 'CREATE':
      await begin(desk, { ...action.beginning, evidence, source });
      return;
    case 'REPLACE':
      await succeed(desk, action.leaving, { ...action.beginning, evidence, source }, new Problems());
      return;
    case 'CORRECT':
      await correct(desk, action);
      return;
    case undefined:
      return;
  }
}

type Correction = Extract<Comparison['action'], { kind: 'CORRECT' }>;

async function correct(desk: Desk, { before, changes, endsOn }: Correction): Promise<void> {
  const problems = new Problems();
  const ending = { field: 'validTo', kind: 'ENDED' };
  const kept = endsOn === null ? before : endRecord(desk, spokespersonKeeper, before, { ...ending, endsOn }, problems);
  problems.refuse();
  if (Object.keys(changes).length === 0) return;
  await propose(desk, spokespersonKeeper, kept, { changes, evidence: NO_EVIDENCE });
}
