import {
  PLACEMENT_TYPES,
  type PlacedAgency,
  type PlacedUnit,
  type SnapshotItem,
  type SnapshotPage,
  type SubgraphParts,
} from '@phat-ngon/kit';
import { type EntitySchema, MoreThan } from 'typeorm';
import { AgencyEntity, type AgencyRow } from './agency/agency.entity.js';
import { UnitEntity, type UnitRow } from './unit/unit.entity.js';

/** What the log and the snapshot say of a version of a unit: its placement, and what else was stored of it. */
export function unitState(row: UnitRow): PlacedUnit & Pick<UnitRow, 'kind' | 'shortName' | 'nameEn'> {
  const {
    uid,
    version,
    level,
    code,
    name,
    region,
    parentUid,
    path,
    sortOfficial,
    validFrom,
    validTo,
    kind,
    shortName,
    nameEn,
  } = row;
  const heirs = row.heirs === '' ? [] : row.heirs.split(' ');
  return {
    uid,
    version,
    level,
    code,
    name,
    region,
    parentUid,
    path,
    sortOfficial,
    validFrom,
    validTo,
    heirs,
    kind,
    shortName,
    nameEn,
  };
}

/** What the log and the snapshot say of a version of an agency. */
export function agencyState(row: AgencyRow): PlacedAgency & Pick<AgencyRow, 'nameEn' | 'basis'> {
  const { uid, version, tier, kind, name, unitUid, parentUid, path, sortOfficial, validFrom, validTo, nameEn, basis } =
    row;
  return { uid, version, tier, kind, name, unitUid, parentUid, path, sortOfficial, validFrom, validTo, nameEn, basis };
}

const PAGE = 2_000;

type Section = 'unit' | 'agency';

/**
 * A page of every version there is: units, then agencies, each by uid. The cursor names the section and the last uid; all
 * versions of a uid are on one page.
 */
export async function placementSnapshot(parts: SubgraphParts, after: string | null): Promise<SnapshotPage> {
  const [section = 'unit', uid = ''] = after?.split('|') ?? [];
  if (section === 'unit') {
    const { rows, last } = await versionsAfter(parts, UnitEntity, uid);
    return { items: rows.map((row) => item('unit', unitState(row))), next: last === null ? 'agency|' : `unit|${last}` };
  }
  const { rows, last } = await versionsAfter(parts, AgencyEntity, uid);
  return { items: rows.map((row) => item('agency', agencyState(row))), next: last === null ? null : `agency|${last}` };
}

function item(section: Section, state: unknown): SnapshotItem {
  return { type: PLACEMENT_TYPES[section], state };
}

async function versionsAfter<Row extends UnitRow | AgencyRow>(
  parts: SubgraphParts,
  entity: EntitySchema<Row>,
  uid: string,
): Promise<{ readonly rows: readonly Row[]; readonly last: string | null }> {
  const manager = parts.database.reader;
  const found = await manager
    .createQueryBuilder(entity, 'v')
    .where({ uid: MoreThan(uid) })
    .orderBy('v.uid')
    .addOrderBy('v.version')
    .limit(PAGE + 1)
    .getMany();
  if (found.length <= PAGE) return { rows: found, last: null };
  const cut = found.at(-1)?.uid ?? '';
  const rows = found.filter((row) => row.uid !== cut);
  return { rows, last: rows.at(-1)?.uid ?? null };
}
