import { type Day, groupRows } from '@phat-ngon/kit';
import type { Problems } from '../lineage/file-problem.js';
import type { LineageRow } from '../lineage/lineage-row.js';
import { lineageKindOf } from '../seed/commune-lineage.js';
import { currentCover } from '../seed/current-cover.js';
import { ordinalOf, unitUid } from '../seed/place.js';
import type { Succession } from '../seed/register.js';
import type { UnitRow } from '../unit/unit.entity.js';
import { checkRows, refuseCodesInUse } from './check-rows.js';
import { type Changed, type Decree, endedOn, type HeldRegister, type Holder, type Outcome } from './decree.js';
import { type EndedUnit, placingsOf, unnamedBelow } from './find-parents.js';
import { type FoundRow, findUnits, indexUnits } from './find-units.js';
import { type WantedUnit, wantedUnits } from './new-units.js';
import { placeUnits } from './place-units.js';

/** What becomes of the units, and of their ground. */
export interface UnitPlan {
  readonly outcome: Outcome<UnitRow>;
  readonly links: readonly Succession[];
  /** For each unit that ends, what covers its ground then. */
  readonly cover: ReadonlyMap<string, readonly string[]>;
}

/** Plans what a file's rows make of the units. Whatever stands in the way is noted; with a problem there is no sound plan. */
export function planUnits(
  rows: readonly LineageRow[],
  held: HeldRegister,
  decree: Decree,
  problems: Problems,
): UnitPlan {
  const { on } = decree;
  const found = findUnits(rows, held, on, problems);
  checkRows(found, problems);
  const wanted = wantedUnits(found, problems);
  const same = new Set(wanted.flatMap((unit) => unit.same?.uid ?? []));
  const named = firstNaming(found);
  const leaving = [...named.values()].filter(({ old }) => !same.has(old.uid));
  const ending = new Set(leaving.map(({ old }) => old.uid));
  const index = indexUnits(held.units);
  refuseCodesInUse(wanted, index, ending, problems);
  const uids = uidsOf(wanted, held.holders);
  const links = linksOf(wanted, uids, decree);
  const placings = placingsOf({ on, index, ending, uids, wanted }, problems);
  const ended = endedUnits(leaving, wanted, uids);
  const along = unnamedBelow(ended, new Set(named.keys()), held.units, problems);
  const rowsAfter = placeUnits([...placings, ...along], held.units, on);
  refuseLaterVersions(rowsAfter, index.byUid, named, on, problems);
  return { links, ...outcomeOf({ held, ended, rowsAfter, links, on }) };
}

/** The old units that rows name, each with the line that does so first. */
function firstNaming(found: readonly FoundRow[]): ReadonlyMap<string, Leaving> {
  const named = new Map<string, Leaving>();
  for (const { row, old } of found) if (old !== null && !named.has(old.uid)) named.set(old.uid, { old, row: row.row });
  return named;
}

function uidsOf(wanted: readonly WantedUnit[], holders: readonly Holder[]): ReadonlyMap<WantedUnit, string> {
  const byCode = groupRows(holders, ({ level, code }) => `${level} ${code}`);
  return new Map(
    wanted.map((unit) => {
      const earlier = (byCode.get(`${unit.level} ${unit.code}`) ?? []).map(({ uid }) => ordinalOf(uid));
      return [unit, unit.same?.uid ?? unitUid(unit.level, unit.code, Math.max(0, ...earlier) + 1)];
    }),
  );
}

function linksOf(
  wanted: readonly WantedUnit[],
  uids: ReadonlyMap<WantedUnit, string>,
  { on, document }: Decree,
): readonly Succession[] {
  const goingOn = new Set(wanted.flatMap(({ same }) => same?.uid ?? []));
  return wanted.flatMap((unit) =>
    unit.same !== null
      ? []
      : unit.origins.map(({ old, extent }) => ({
          fromUid: old.uid,
          toUid: uids.get(unit) ?? '',
          date: on,
          extent,
          kind: goingOn.has(old.uid) ? 'SEPARATE' : lineageKindOf(extent, unit.origins.length, old, unit),
          legalBasis: document,
        })),
  );
}

interface Leaving {
  readonly old: UnitRow;
  readonly row: number;
}

function endedUnits(
  leaving: readonly Leaving[],
  wanted: readonly WantedUnit[],
  uids: ReadonlyMap<WantedUnit, string>,
): readonly EndedUnit[] {
  const whole = new Map(
    wanted.flatMap((unit) =>
      unit.origins
        .filter(({ old, extent }) => extent === 'FULL' && old.level === unit.level)
        .map(({ old }) => [old.uid, uids.get(unit) ?? null]),
    ),
  );
  return leaving.map(({ old, row }) => ({ unit: old, wholeInto: whole.get(old.uid) ?? null, row }));
}

/** A unit that moves along may have changed after the day, though no row names it. */
function refuseLaterVersions(
  after: readonly UnitRow[],
  before: ReadonlyMap<string, UnitRow>,
  named: ReadonlyMap<string, unknown>,
  on: Day,
  problems: Problems,
): void {
  for (const { uid } of after) {
    const row = before.get(uid);
    if (row === undefined || named.has(uid) || row.validFrom < on) continue;
    problems.add(
      'CHANGED_SINCE',
      { row: null, column: null },
      {
        en: `${row.name} (${row.code}), which moves along, changed on ${row.validFrom}; ${on} is not after it`,
        vi: `${row.name} (${row.code}) chuyển theo nhưng đã thay đổi ngày ${row.validFrom}; ngày ${on} không sau ngày đó`,
      },
    );
  }
}

interface Carried {
  readonly held: HeldRegister;
  readonly ended: readonly EndedUnit[];
  readonly rowsAfter: readonly UnitRow[];
  readonly links: readonly Succession[];
  readonly on: Day;
}

function outcomeOf({ held, ended, rowsAfter, links, on }: Carried): Omit<UnitPlan, 'links'> {
  const before = new Map(held.units.map((unit) => [unit.uid, unit]));
  const after = new Map(rowsAfter.map((unit) => [unit.uid, unit]));
  const ending = new Set(ended.map(({ unit }) => unit.uid));
  const begun = rowsAfter.filter(({ uid }) => !before.has(uid));
  const changed = rowsAfter.flatMap((row): Changed<UnitRow>[] => {
    const was = before.get(row.uid);
    return was !== undefined && !isAlike(was, row) ? [{ before: was, after: row }] : [];
  });
  const histories = [...held.units, ...begun].map(({ uid, level }) => {
    const was = before.get(uid);
    const now = after.get(uid);
    const closed = was === undefined ? [] : [ending.has(uid) || now !== undefined ? { ...was, validTo: on } : was];
    return { uid, level, versions: [...closed, ...(now === undefined ? [] : [now])] };
  });
  const cover = currentCover(histories, links);
  const ends = ended.map(({ unit }) => ({ before: unit, after: endedOn(unit, on, cover.get(unit.uid) ?? []) }));
  return { cover, outcome: { ended: ends, begun, changed } };
}

const FORM = ['kind', 'name', 'shortName', 'nameEn', 'region', 'parentUid', 'path', 'sortOfficial'] as const;

function isAlike(a: UnitRow, b: UnitRow): boolean {
  return FORM.every((key) => a[key] === b[key]);
}
