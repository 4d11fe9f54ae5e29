import { type Clock, type Database, instantDaysAgo } from '@phat-ngon/kit';
import { deleteJobs, jobsBefore } from './job/job.store.js';

/** How long an import is kept: its rows hold personal data. */
export const IMPORTS_KEPT_DAYS = 7;

/** Forgets the imports that were begun longer ago than they are kept; nothing when there are none. */
export async function forgetImports(database: Database, clock: Clock): Promise<void> {
  const old = await jobsBefore(database, instantDaysAgo(clock, IMPORTS_KEPT_DAYS));
  if (old.length > 0) await database.transaction((manager) => deleteJobs(manager, old));
}
