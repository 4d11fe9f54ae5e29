import { inSlices, isIn } from '@phat-ngon/kit';
import type { EntityManager } from 'typeorm';

/** Deletes the rows of a table whose column holds one of the values. */
export async function deleteRows(
  manager: EntityManager,
  table: string,
  columnName: string,
  values: readonly string[],
): Promise<void> {
  if (values.length === 0) return;
  await inSlices(values, async (slice) => {
    const { sql, parameters } = isIn(columnName, slice);
    await manager.query(`DELETE FROM ${table} WHERE ${sql}`, [...parameters]);
    return [];
  });
}
