import type { Outlook } from '../../command/outlook.js';
import type { Kept } from '../../keeping/kept.js';
import type { SpokespersonRecord } from '../../record.js';
import type { Submission } from '../../submission/submission.js';

/** What is known of the records that a part of a file is about. */
export interface Known {
  readonly outlook: Outlook;
  readonly records: ReadonlyMap<string, Kept<SpokespersonRecord>>;
  /** Open submissions, by record. */
  readonly open: ReadonlyMap<string, Submission>;
}
