import { EntitySchema } from 'typeorm';
import type { Day } from '../view/calendar-date.js';

/** What a command answered, under the key with which it may be sent again. */
export interface AnsweredCommandRow {
  readonly subject: string;
  readonly idempotencyKey: string;
  /** A hash of the command's name and input. */
  readonly fingerprint: string;
  /** JSON. */
  readonly outcome: string;
  readonly answeredOn: Day;
}

/** The table of answered commands. */
export const AnsweredCommandEntity = new EntitySchema<AnsweredCommandRow>({
  name: 'AnsweredCommand',
  tableName: 'answered_command',
  columns: {
    subject: { type: 'varchar', primary: true },
    idempotencyKey: { name: 'idempotency_key', type: 'varchar', primary: true },
    fingerprint: { type: 'varchar' },
    outcome: { type: 'text' },
    answeredOn: { name: 'answered_on', type: 'varchar' },
  },
});
