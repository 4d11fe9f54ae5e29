import { createHash } from 'node:crypto';
import type { Principal, SubgraphParts } from '@phat-ngon/kit';
import { insertRows } from '@phat-ngon/kit';
import { compareRows, type Taken } from '../compare/compare-rows.js';
import { type Comparison, IMPORT_OUTCOMES, type ImportOutcome } from '../compare/outcome.js';
import { readTable } from '../layout/read-table.js';
import { type Normalised, normaliseRow } from '../normalise/normalise-row.js';
import { FileRefused, type ImportProblem } from '../problem.js';
import { readSource } from '../read/read-file.js';
import type { FileFormat, SourceRows } from '../read/source-row.js';
import type { SpooledFile } from '../read/spool.js';
import { type ImportJobRow, ImportRowEntity, type Outcomes } from './job.entity.js';
import { changeJob, claimsOf, deleteRowsOf, type JobChange, storeClaims } from './job.store.js';
import { fingerprintOf, storedRow } from './planned-row.js';
import type { Working } from './work.js';

/** How many rows are held against the records at once, and stored in one transaction: on SQLite, others wait for a part. */
export const PART_ROWS = 250;

/** A file that is read for an import, and for whom. */
export interface JobFile {
  readonly job: ImportJobRow;
  readonly file: SpooledFile;
  readonly declared: FileFormat;
  readonly principal: Principal;
}

/**
 * Reads a file into its import, part by part: what each row would do, held against the records as they stand. Nothing but the import
 * is written. Ends early, without a word, when somebody else has taken the import up anew. The file is closed when this ends.
 */
export async function readIntoJob(parts: SubgraphParts, reading: JobFile, working: Working): Promise<void> {
  const { job, file, declared } = reading;
  try {
    const source = await readSource(file.handle, file.bytes, declared);
    await new JobReader(parts, reading, working).read(source);
  } catch (error) {
    if (error instanceof TakenUp) return;
    if (!(error instanceof FileRefused)) throw error;
    await refuse(parts, job, error.problem);
  } finally {
    await file.close();
  }
}

/** Of a file that cannot be read to its end, nothing is kept. */
async function refuse({ database, clock }: SubgraphParts, job: ImportJobRow, problem: ImportProblem): Promise<void> {
  await database.transaction(async (manager) => {
    const isOurs = await changeJob(manager, job, {
      ...{ state: 'REFUSED', problems: JSON.stringify([problem]), rowCount: 0, outcomes: JSON.stringify(noOutcomes()) },
      changedAt: clock.now().toISOString(),
    });
    if (isOurs) await deleteRowsOf(manager, job.uid);
  });
}

/** Ends the reading of a file that another reads by now. */
class TakenUp extends Error {
  override readonly name = 'TakenUp';
}

class JobReader {
  readonly #parts: SubgraphParts;
  readonly #reading: JobFile;
  readonly #working: Working;
  readonly #hash = createHash('sha256');
  readonly #outcomes: Record<ImportOutcome, number> = noOutcomes();
  #problems: readonly ImportProblem[] = [];
  #rows = 0;

  constructor(parts: SubgraphParts, reading: JobFile, working: Working) {
    this.#parts = parts;
    this.#reading = reading;
    this.#working = working;
    this.#hash.update(`${reading.job.uid} ${reading.file.digest}`);
  }

  async read(source: SourceRows): Promise<void> {
    const { signal, tell } = this.#working;
    const table = readTable(source.rows(), PART_ROWS, (warnings) => {
      this.#problems = warnings;
    });
    for await (const part of table) {
      signal.throwIfAborted();
      await this.#take(
        part.map((row) => normaliseRow(row, source.countsFrom1904)),
        source.format,
      );
      tell({ ...source.progress });
    }
    const ready = { ...this.#told(source.format), state: 'READY', token: this.#hash.digest('hex') } as const;
    await this.#parts.database.transaction((manager) => changeJob(manager, this.#reading.job, ready));
  }

  async #take(rows: readonly Normalised[], format: FileFormat): Promise<void> {
    const { database, clock } = this.#parts;
    const { job, principal } = this.#reading;
    const comparing = { reading: database, principal, today: clock.today() };
    const stored = claimsOf(database, job.uid);
    let known: ReadonlyMap<string, Taken> = new Map();
    const compared = await compareRows(comparing, rows, async (claims) => {
      known = await stored(claims);
      return known;
    });
    for (const comparison of compared) this.#count(comparison);
    await database.transaction(async (manager) => {
      if (!(await changeJob(manager, job, this.#told(format)))) throw new TakenUp();
      const planned = rows.flatMap((row, index) => {
        const comparison = compared[index];
        return comparison === undefined ? [] : [storedRow(job.uid, row, comparison)];
      });
      await insertRows(manager, ImportRowEntity, planned);
      await storeClaims(manager, job.uid, compared, known);
    });
  }

  #count(comparison: Comparison): void {
    this.#rows += 1;
    this.#outcomes[comparison.outcome] += 1;
    this.#hash.update(`\n${comparison.row.line} ${fingerprintOf(comparison)}`);
  }

  #told(fileFormat: FileFormat): JobChange {
    return {
      ...{ fileFormat, rowCount: this.#rows },
      outcomes: JSON.stringify(this.#outcomes),
      problems: JSON.stringify(this.#problems),
      changedAt: this.#parts.clock.now().toISOString(),
    };
  }
}

/** No rows yet. */
export function noOutcomes(): Record<ImportOutcome, number> {
  return Object.fromEntries(IMPORT_OUTCOMES.map((outcome) => [outcome, 0])) as Record<ImportOutcome, number>;
}

/** How many rows of an import come to what. */
export function outcomesOf({ outcomes }: Pick<ImportJobRow, 'outcomes'>): Outcomes {
  return JSON.parse(outcomes) as Outcomes;
}
