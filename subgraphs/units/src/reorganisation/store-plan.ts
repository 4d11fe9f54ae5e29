import { type Day, inSlices, insertRows, isIn, OPEN_TO } from '@phat-ngon/kit';
import type { EntityManager } from 'typeorm';
import { AgencyEntity, type AgencyRow } from '../agency/agency.entity.js';
import { SuccessionEntity } from '../lineage/succession.entity.js';
import { storedAgencyRow, storedUnitRow, successionRowOf } from '../register-rows.js';
import { UnitEntity, type UnitRow } from '../unit/unit.entity.js';
import type { Decree, Outcome } from './decree.js';
import type { AgencyPlan } from './plan-agencies.js';
import type { UnitPlan } from './plan-units.js';

/** Writes what a plan makes of the register. Versions that had ended before are left as they are. */
export async function storePlan(
  manager: EntityManager,
  units: UnitPlan,
  agencies: AgencyPlan,
  { on }: Decree,
): Promise<void> {
  await closeVersions(manager, 'unit_version', units.outcome, on);
  await closeVersions(manager, 'agency_version', agencies.outcome, on);
  await insertRows(manager, UnitEntity, openedBy(units.outcome).map(storedUnitRow));
  await insertRows(manager, AgencyEntity, openedBy(agencies.outcome).map(storedAgencyRow));
  await insertRows(manager, SuccessionEntity, [
    ...units.links.map((link) => successionRowOf('unit', link)),
    ...agencies.links.map((link) => successionRowOf('agency', link)),
  ]);
}

function openedBy<Row>({ begun, changed }: Outcome<Row>): readonly Row[] {
  return [...begun, ...changed.map(({ after }) => after)];
}

async function closeVersions<Row extends UnitRow | AgencyRow>(
  manager: EntityManager,
  table: string,
  { ended, changed }: Outcome<Row>,
  on: Day,
): Promise<void> {
  const closed = [...ended, ...changed].map(({ before }) => before.uid);
  await inSlices(closed, async (slice) => {
    const among = isIn('uid', slice);
    const sql = `UPDATE ${table} SET valid_to = ? WHERE valid_to = ? AND ${among.sql}`;
    await manager.query(sql, [on, OPEN_TO, ...among.parameters]);
    return [];
  });
  await endLives(
    manager,
    table,
    ended.map(({ after }) => after),
    on,
  );
}

const LIVES_PER_STATEMENT = 250;

/** What holds for a thing's whole life stands beside each of its versions: its end, and its heirs, which differ from thing to thing. */
async function endLives<Row extends UnitRow | AgencyRow>(
  manager: EntityManager,
  table: string,
  rows: readonly Row[],
  on: Day,
): Promise<void> {
  for (let start = 0; start < rows.length; start += LIVES_PER_STATEMENT) {
    const slice = rows.slice(start, start + LIVES_PER_STATEMENT);
    const among = isIn(
      'uid',
      slice.map(({ uid }) => uid),
    );
    const heirs = slice.map(() => 'WHEN ? THEN ?').join(' ');
    await manager.query(
      `UPDATE ${table} SET life_to = ?, valid_to_basis = 'KNOWN', heirs = CASE uid ${heirs} END WHERE ${among.sql}`,
      [on, ...slice.flatMap((row) => [row.uid, row.heirs]), ...among.parameters],
    );
  }
}
