import type { Day } from '@phat-ngon/kit';
import { EntitySchema } from 'typeorm';

/** How far the clock's work has come. */
export interface ClockPositionRow {
  readonly id: number;
  /** The last day whose changes have been written. */
  readonly through: Day;
}

/** The one row. */
export const ClockPositionEntity = new EntitySchema<ClockPositionRow>({
  name: 'ClockPosition',
  tableName: 'clock_position',
  columns: { id: { type: 'int', primary: true }, through: { type: 'varchar' } },
});
