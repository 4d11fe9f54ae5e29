import { columnsOf, type Day, inSlices, isIn, OPEN_TO } from '@phat-ngon/kit';
import type { EntityManager } from 'typeorm';
import { AgencyEntity, type AgencyRow } from '../agency/agency.entity.js';
import type { LineageRow } from '../lineage/lineage-row.js';
import { UnitEntity, type UnitRow } from '../unit/unit.entity.js';
import type { HeldRegister, Holder } from './decree.js';

/** Reads what of the register a file's reorganisation is planned on: some thousands of rows, in a handful of statements. */
export async function readHeldRegister(manager: EntityManager, rows: readonly LineageRow[]): Promise<HeldRegister> {
  const codes = [...new Set(rows.flatMap(({ oldCode, into }) => [oldCode, into?.code ?? '']))].filter(Boolean);
  return {
    units: await openRows<UnitRow>(manager, `${columnsOf(UnitEntity)} FROM unit_version v`),
    agencies: await openRows<AgencyRow>(manager, `${columnsOf(AgencyEntity)} FROM agency_version v`),
    holders: await holdersOf(manager, codes),
    latest: await latestDay(manager),
  };
}

function openRows<Row>(manager: EntityManager, columnsFrom: string): Promise<readonly Row[]> {
  const sql = `SELECT ${columnsFrom} WHERE v.valid_to = ? ORDER BY v.sort_official, v.uid`;
  return manager.query<Row[]>(sql, [OPEN_TO]);
}

function holdersOf(manager: EntityManager, codes: readonly string[]): Promise<readonly Holder[]> {
  return inSlices(codes, (slice) => {
    const { sql, parameters } = isIn('v.code', slice);
    const select = `SELECT DISTINCT v.uid, v.level, v.code FROM unit_version v WHERE ${sql} ORDER BY v.uid`;
    return manager.query<Holder[]>(select, [...parameters]);
  });
}

async function latestDay(manager: EntityManager): Promise<Day | null> {
  const rows = await manager.query<{ latest: Day | null }[]>(
    `SELECT MAX(s.day) AS latest FROM (SELECT effective_on AS day FROM succession WHERE succession_of = 'unit'
      UNION ALL SELECT effective_on AS day FROM reorganisation) s`,
    [],
  );
  return rows[0]?.latest ?? null;
}
