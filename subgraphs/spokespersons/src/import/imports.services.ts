import { Readable } from 'node:stream';
import {
  badInput,
  bodyOf,
  NotFoundError,
  type Principal,
  PublicError,
  principalOf,
  queryOf,
  readQueryText,
  type SubgraphParts,
} from '@phat-ngon/kit';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { KEEPERS } from '../command/commands.js';
import { requireRole } from '../command/require-role.js';
import { commitJob } from './commit/commit-job.js';
import { recordsAsCsv } from './give/records-as-csv.js';
import { templateCsv, templateXlsx } from './give/template.js';
import { toldRowsAsCsv } from './give/told-rows.js';
import type { ImportJobRow } from './job/job.entity.js';
import { deleteJobs, jobOf, storedRows } from './job/job.store.js';
import { type JobFile, readIntoJob } from './job/read-into-job.js';
import { takeFile } from './job/take-file.js';
import { type ToldImportRow, type ToldJob, toldImportRow, toldJob } from './job/told-job.js';
import { Works } from './job/work.js';
import { spool } from './read/spool.js';
import {
  declaredFormat,
  type JobRequest,
  readNumber,
  readOutcome,
  readUuid,
  WAIT_SECONDS,
  type WithUid,
  waitOf,
  XLSX_TYPE,
} from './read-request.js';

const LONGEST_NAME = 200;

/**
 * Imports of lists, below `/services/imports/`, by a UUID of the caller's. `PUT /UUID?name=` takes a file and holds its rows against the
 * records; `GET /UUID` tells where it stands, `GET /UUID/rows` and `/UUID/rows.csv` what each row would do; `POST /UUID/commit?token=`
 * does it; `DELETE /UUID` forgets it. Beside them `GET /records.csv?within=` gives the records in the columns of a list, and
 * `GET /template.csv` and `/template.xlsx` an empty list, to anybody. An answer comes when nothing is under way any more, or after the seconds of `Prefer: wait` (RFC
 * 7240, section 4.3), with 202. Clerks and the authority alone are answered, each about imports of their own.
 */
export function importServices(parts: SubgraphParts): FastifyPluginAsync {
  const works = new Works();
  const desk = new ImportDesk(parts, works);
  return async (scope) => {
    scope.addHook('onClose', () => works.close());
    scope.put<WithUid>('/imports/:uid', (request, reply) => desk.put(request, reply));
    scope.get<WithUid>('/imports/:uid', (request, reply) => desk.tell(request, reply));
    scope.get<WithUid>('/imports/:uid/rows', (request, reply) => desk.rows(request, reply));
    scope.get<WithUid>('/imports/:uid/rows.csv', (request, reply) => desk.rowsCsv(request, reply));
    scope.post<WithUid>('/imports/:uid/commit', (request, reply) => desk.commit(request, reply));
    scope.get('/records.csv', (request, reply) => giveRecords(parts, request, reply));
    scope.get('/template.csv', (_request, reply) => giveFile(reply, 'mau-danh-sach.csv').send(templateCsv()));
    scope.get('/template.xlsx', async (_request, reply) =>
      giveFile(reply, 'mau-danh-sach.xlsx').send(await templateXlsx()),
    );
    scope.delete<WithUid>('/imports/:uid', (request, reply) => desk.forget(request, reply));
  };
}

class ImportDesk {
  readonly #parts: SubgraphParts;
  readonly #works: Works;
  #taking: Promise<unknown> = Promise.resolve();

  constructor(parts: SubgraphParts, works: Works) {
    this.#parts = parts;
    this.#works = works;
  }

  async put(request: JobRequest, reply: FastifyReply): Promise<ToldJob> {
    const { subject, principal } = callerOf(request);
    const uid = readUuid(request);
    const name = readQueryText(request, 'name', LONGEST_NAME);
    const declared = declaredFormat(request, name);
    const file = await spool(bodyOf(request));
    let isRead = false;
    try {
      isRead = await this.#inTurn(async () => {
        const isUnderWay = this.#works.of(uid) !== null;
        const { job, isToBeRead } = await takeFile(this.#parts, { uid, subject, name, file, isUnderWay });
        if (isToBeRead) this.#read({ job, file, declared, principal });
        return isToBeRead;
      });
    } finally {
      if (!isRead) await file.close();
    }
    return this.#told(await this.#rested(request, WAIT_SECONDS), reply);
  }

  /** Of two files for one import, one is read. */
  #inTurn<T>(take: () => Promise<T>): Promise<T> {
    const turn = this.#taking.then(take);
    this.#taking = turn.catch(() => undefined);
    return turn;
  }

  #read(reading: JobFile): void {
    this.#works.begin(reading.job.uid, 'READING', (working) => readIntoJob(this.#parts, reading, working));
  }

  async commit(request: JobRequest, reply: FastifyReply): Promise<ToldJob> {
    const { principal } = callerOf(request);
    const job = await this.#jobOf(request);
    const token = readQueryText(request, 'token', 64);
    if (job.state === 'STALE') throw stale(job);
    if (job.token !== token) throw WRONG_TOKEN;
    if (job.state === 'READY' && this.#works.of(job.uid) === null) {
      this.#works.begin(job.uid, 'COMMITTING', (working) => commitJob(this.#parts, { job, principal }, working));
    }
    const done = await this.#rested(request, WAIT_SECONDS);
    if (done.state === 'STALE') throw stale(done);
    return this.#told(done, reply);
  }

  /** Tells where an import stands, once it rests or the caller's patience ends. */
  async tell(request: JobRequest, reply: FastifyReply): Promise<ToldJob> {
    await this.#jobOf(request);
    return this.#told(await this.#rested(request, 0), reply);
  }

  /** The caller's import, once it rests or the caller's patience ends. */
  async #rested(request: JobRequest, waitSeconds: number): Promise<ImportJobRow> {
    await this.#works.rest(request.params.uid, waitOf(request, waitSeconds));
    return this.#jobOf(request);
  }

  #told(job: ImportJobRow, reply: FastifyReply): ToldJob {
    const { cursors, clock } = this.#parts;
    const told = toldJob(job, { works: this.#works, cursors, now: clock.now() });
    const isUnderWay = told.state === 'READING' || told.state === 'COMMITTING';
    reply.code(isUnderWay ? 202 : 200).header('cache-control', 'no-store');
    return told;
  }

  async rows(
    request: JobRequest,
    reply: FastifyReply,
  ): Promise<{ readonly rows: readonly ToldImportRow[]; readonly next: number | null }> {
    const job = await this.#jobOf(request);
    const after = readNumber(request, 'after', { least: 0, most: 2_000_000, otherwise: 0 });
    const limit = readNumber(request, 'first', { least: 1, most: 1_000, otherwise: 100 });
    const wanted = { jobUid: job.uid, after, limit: limit + 1, outcome: readOutcome(request) };
    const rows = await storedRows(this.#parts.database, wanted);
    const shown = rows.slice(0, limit).map(toldImportRow);
    reply.header('cache-control', 'no-store');
    return { rows: shown, next: rows.length > limit ? (shown.at(-1)?.line ?? null) : null };
  }

  async rowsCsv(request: JobRequest, reply: FastifyReply): Promise<FastifyReply> {
    const job = await this.#jobOf(request);
    return giveFile(reply, `import-${job.uid}.csv`).send(Readable.from(toldRowsAsCsv(this.#parts.database, job.uid)));
  }

  async forget(request: JobRequest, reply: FastifyReply): Promise<FastifyReply> {
    const job = await this.#jobOf(request);
    if (this.#works.of(job.uid) !== null) throw UNDER_WAY;
    await this.#parts.database.transaction((manager) => deleteJobs(manager, [job.uid]));
    return reply.code(204).send();
  }

  /** The caller's import. @throws NotFoundError where there is none, or it is somebody else's. */
  async #jobOf(request: JobRequest): Promise<ImportJobRow> {
    const { subject } = callerOf(request);
    const job = await jobOf(this.#parts.database, readUuid(request));
    if (job?.createdBy === subject) return job;
    throw new NotFoundError('no such import');
  }
}

/** `GET /records.csv?within=`. */
async function giveRecords({ database, clock }: SubgraphParts, request: FastifyRequest, reply: FastifyReply) {
  const { principal } = callerOf(request);
  const { within } = queryOf(request);
  const wanted = {
    ...{ principal, today: clock.today() },
    within: within === undefined ? null : readQueryText(request, 'within', 200),
  };
  const records = await recordsAsCsv(database, wanted);
  return giveFile(reply, 'nguoi-phat-ngon.csv').send(Readable.from(records));
}

/** A file that is not to be kept on the way: it holds personal data. */
function giveFile(reply: FastifyReply, name: string): FastifyReply {
  return reply
    .type(name.endsWith('.csv') ? 'text/csv; charset=utf-8' : XLSX_TYPE)
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename="${name}"`);
}

function callerOf(request: FastifyRequest): { readonly subject: string; readonly principal: Principal } {
  const principal = principalOf(request);
  return { subject: requireRole(principal, 'An import', KEEPERS), principal };
}

const WRONG_TOKEN = badInput(
  'token',
  'token: this is not the token of this import as it stands. An import has one when all its rows have been read.',
  'token: mã này không phải của lần nhập này. Lần nhập chỉ có mã khi đã đọc hết các dòng.',
);

const UNDER_WAY = new PublicError({
  code: 'CONFLICT',
  en: 'The import is being read or carried out; wait until it rests.',
  vi: 'Lần nhập đang được đọc hoặc thực hiện; hãy đợi xong.',
});

function stale({ problems }: ImportJobRow): PublicError {
  const [problem] = JSON.parse(problems) as readonly [{ readonly en: string; readonly vi: string }];
  return new PublicError({ code: 'CONFLICT', argument: 'token', en: problem.en, vi: problem.vi });
}
