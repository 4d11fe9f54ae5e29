import type { Clock, Database } from '@phat-ngon/kit';
import { deleteJobs, jobsBefore } from './job/job.store.js';

/** How long an import is kept: its rows hold personal data. */
export const IMPORTS_KEPT_DAYS = 7;

const DAY_MS = 86_400_000;

/** Forgets the imports that were begun longer ago than they are kept; nothing when there are none. */
export async function forgetImports(database: Database, clock: Clock): Promise<void> {
  const since = new Date(clock.now().getTime() - IMPORTS_KEPT_DAYS * DAY_MS).toISOString();
  const old = await jobsBefore(database, since);
  if (old.length > 0) await database.transaction((manager) => deleteJobs(manager, old));
}
