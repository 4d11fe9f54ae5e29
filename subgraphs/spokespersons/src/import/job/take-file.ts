import { PublicError, type SubgraphParts } from '@phat-ngon/kit';
import type { SpooledFile } from '../read/spool.js';
import type { ImportJobRow } from './job.entity.js';
import { lockJob, replaceJob } from './job.store.js';
import { noOutcomes } from './read-into-job.js';

/** A file that was sent for an import. */
export interface SentFile {
  /** The import, by a UUID of the sender's. */
  readonly uid: string;
  readonly subject: string;
  readonly name: string;
  readonly file: Pick<SpooledFile, 'bytes' | 'digest'>;
  /** Whether this process is doing something for the import already. */
  readonly isUnderWay: boolean;
}

/** The import a file was sent for; whether the file is to be read for it. */
export interface TakenFile {
  readonly job: ImportJobRow;
  readonly isToBeRead: boolean;
}

/**
 * Takes a file for an import. The same file again gives the import as it stands; one that was interrupted, or whose records have changed
 * since, begins anew.
 * @throws PublicError `CONFLICT` where the import has another file, or is somebody else's.
 */
export function takeFile({ database, clock }: SubgraphParts, sent: SentFile): Promise<TakenFile> {
  const { uid, subject, name, file, isUnderWay } = sent;
  return database.transaction(async (manager) => {
    const known = await lockJob(manager, uid);
    if (known !== null && (known.createdBy !== subject || known.fileDigest !== file.digest)) throw OTHER_IMPORT;
    const isToBeRead = !isUnderWay && (known === null || known.state === 'READING' || known.state === 'STALE');
    if (!isToBeRead && known !== null) return { job: known, isToBeRead };
    const now = clock.now().toISOString();
    const job: ImportJobRow = {
      ...{ uid, createdBy: subject, state: 'READING', attempt: (known?.attempt ?? 0) + 1 },
      ...{ fileName: name, fileBytes: file.bytes, fileDigest: file.digest, fileFormat: null },
      ...{ rowCount: 0, outcomes: JSON.stringify(noOutcomes()), problems: '[]', token: null },
      ...{ createdAt: now, changedAt: now, committedSeq: null },
    };
    await replaceJob(manager, job);
    return { job, isToBeRead };
  });
}

const OTHER_IMPORT = new PublicError({
  code: 'CONFLICT',
  en: 'This import has another file. Send this one under a UUID of its own.',
  vi: 'Lần nhập này đã có tệp khác. Hãy gửi tệp này với một UUID riêng.',
});
