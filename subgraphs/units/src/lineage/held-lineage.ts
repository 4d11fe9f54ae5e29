import { addDays, type Day, type UnitLevel } from '@phat-ngon/kit';
import type { Register, UnitRecord } from '../seed/register.js';

/** A pair of codes: what was on the eve of a day, and what it became on the day. */
export interface CodePair {
  readonly from: string;
  readonly to: string;
}

/** What a register says of one day: what became what, a unit that went on being a pair with itself. */
export interface HeldLineage {
  readonly pairs: readonly (CodePair & { readonly level: UnitLevel })[];
  /** The codes of the communes there were on the eve. */
  readonly communes: ReadonlySet<string>;
  /** Units that have ended and lead to nothing in force, by uid. */
  readonly leadingNowhere: readonly string[];
}

/** What the register that is built from the sources says of a day. */
export function lineageOfRegister(register: Register, on: Day): HeldLineage {
  const units = new Map(register.units.map((unit) => [unit.uid, unit]));
  const eve = addDays(on, -1);
  const links = register.unitSuccessions
    .filter(({ date }) => date === on)
    .flatMap(({ fromUid, toUid }) => pairOf(units.get(fromUid), eve, units.get(toUid), on));
  const kept = register.units.flatMap((unit) => pairOf(unit, eve, unit, on));
  const communes = register.units.filter(({ level }) => level === 'COMMUNE');
  return {
    pairs: [...links, ...kept],
    communes: new Set(communes.flatMap((unit) => codeOn(unit, eve) ?? [])),
    leadingNowhere: register.units
      .filter(({ validToBasis, heirs }) => validToBasis !== null && heirs.length === 0)
      .map(({ uid }) => uid),
  };
}

function pairOf(
  before: UnitRecord | undefined,
  eve: Day,
  after: UnitRecord | undefined,
  on: Day,
): HeldLineage['pairs'] {
  const [from, to] = [codeOn(before, eve), codeOn(after, on)];
  return before === undefined || from === null || to === null ? [] : [{ level: before.level, from, to }];
}

function codeOn(unit: UnitRecord | undefined, day: Day): string | null {
  return unit?.versions.find(({ validFrom, validTo }) => validFrom <= day && day < validTo)?.code ?? null;
}
