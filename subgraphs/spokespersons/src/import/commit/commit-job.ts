import { setImmediate as immediate } from 'node:timers/promises';
import type { Principal, SubgraphParts, Writing } from '@phat-ngon/kit';
import { settleIn } from '../../clock/settle.js';
import { openDesk } from '../../command/desk.js';
import { callerAsAuthor, RecordBook } from '../../command/record-book.js';
import { compareRows } from '../compare/compare-rows.js';
import type { Action } from '../compare/outcome.js';
import type { ImportJobRow, StoredRow } from '../job/job.entity.js';
import { changeJob, claimsOf, emptyRows, lockJob, partsOfJob } from '../job/job.store.js';
import { fingerprintOf, normalisedOf } from '../job/planned-row.js';
import { PART_ROWS } from '../job/read-into-job.js';
import type { Working } from '../job/work.js';
import { importProblem } from '../problem.js';
import { carryOut, type Planned } from './carry-out.js';

/** Which import is carried out, and for whom. */
export interface Committing {
  readonly job: ImportJobRow;
  readonly principal: Principal;
}

/**
 * Imports what was found of a list, in one transaction: all of it, or nothing. First every row is held against the records again and
 * must come to what it came to before; where one does not, the import is stale and nothing is written. Done twice it does nothing more.
 */
export async function commitJob(parts: SubgraphParts, committing: Committing, working: Working): Promise<void> {
  const { job } = committing;
  try {
    await parts.log.write((writing) => new Committal(parts, committing, working).write(writing));
  } catch (error) {
    if (!(error instanceof Stale)) throw error;
    const problems = JSON.stringify([changedProblem(error.line)]);
    const changedAt = parts.clock.now().toISOString();
    await parts.database.transaction((manager) =>
      changeJob(manager, job, { state: 'STALE', token: null, problems, changedAt }),
    );
  }
}

/** Ends an import of which a row comes to something else by now. */
class Stale extends Error {
  override readonly name = 'Stale';
  readonly line: number;

  constructor(line: number) {
    super(`line ${line} comes to something else by now`);
    this.line = line;
  }
}

function changedProblem(line: number): ReturnType<typeof importProblem> {
  return importProblem({
    code: 'CHANGED',
    line,
    en: `The records have changed since the list was read: line ${line} is the first that would do something else. Nothing was imported; send the list again.`,
    vi: `Hồ sơ đã thay đổi sau khi đọc danh sách: dòng ${line} là dòng đầu tiên cho kết quả khác. Chưa nhập gì; hãy gửi lại danh sách.`,
  });
}

class Committal {
  readonly #parts: SubgraphParts;
  readonly #committing: Committing;
  readonly #working: Working;
  #done = 0;

  constructor(parts: SubgraphParts, committing: Committing, working: Working) {
    this.#parts = parts;
    this.#committing = committing;
    this.#working = working;
  }

  async write(writing: Writing): Promise<void> {
    const { clock } = this.#parts;
    const { job, principal } = this.#committing;
    if ((await lockJob(writing.manager, job.uid))?.state !== 'READY') return;
    const time = { today: clock.today(), at: clock.now().toISOString() };
    await settleIn(writing, time);
    for await (const rows of this.#rows(writing)) await this.#hold(writing, rows, time.today);
    const book = await RecordBook.open(writing, callerAsAuthor(principal, job.createdBy, `import ${job.uid}`), time);
    // A desk a part: what it has read must neither grow nor grow old.
    for await (const rows of this.#rows(writing))
      await carryOut(openDesk(book, principal), rows.flatMap(plannedOf), job.fileName);
    const committedSeq = await book.close();
    await emptyRows(writing.manager, job.uid);
    await changeJob(writing.manager, job, { state: 'COMMITTED', committedSeq, changedAt: time.at });
  }

  /** The rows twice: once to be held against the records, and once to be carried out. */
  async *#rows({ manager }: Writing): AsyncGenerator<readonly StoredRow[], void, undefined> {
    const { job } = this.#committing;
    const { signal, tell } = this.#working;
    for await (const rows of partsOfJob({ reader: manager }, job.uid, PART_ROWS)) {
      // SQLite answers within the turn: without a pause nothing else would be answered until all is done.
      await immediate();
      signal.throwIfAborted();
      yield rows;
      this.#done += rows.length;
      tell({ done: this.#done, total: 2 * job.rowCount });
    }
  }

  async #hold({ manager }: Writing, rows: readonly StoredRow[], today: string): Promise<void> {
    const { job, principal } = this.#committing;
    const reading = { reader: manager };
    // What was refused stays so, whatever has changed: that much was said of it.
    const held = rows.filter(({ outcome }) => outcome !== 'REFUSE');
    const comparing = { reading, principal, today };
    const compared = await compareRows(comparing, held.map(normalisedOf), claimsOf(reading, job.uid));
    const changed = held.find(({ fingerprint }, index) => {
      const comparison = compared[index];
      return comparison === undefined || fingerprintOf(comparison) !== fingerprint;
    });
    if (changed !== undefined) throw new Stale(changed.line);
  }
}

function plannedOf({ line, agencyUid, action }: StoredRow): readonly Planned[] {
  return action === null || agencyUid === null ? [] : [{ line, agencyUid, action: JSON.parse(action) as Action }];
}
