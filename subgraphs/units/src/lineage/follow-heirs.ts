import type { Day } from '@phat-ngon/kit';

/** What of a version says who comes after the thing. */
export interface Mortal {
  readonly uid: string;
  readonly lifeTo: Day;
  /** The uids that took its place on the day it ended, joined by spaces. */
  readonly heirs: string;
  readonly sortOfficial: string;
}

/**
 * What stands in a thing's place today: itself while it lives, else its heirs. An heir that has ended since leads on to its own:
 * what a thing left is stored once and stays true, whatever is reorganised later, and from whatever day.
 */
export async function followHeirs<Thing extends { readonly row: Mortal }>(
  { row }: { readonly row: Mortal },
  today: Day,
  load: (uids: readonly string[]) => Promise<readonly Thing[]>,
): Promise<readonly Thing[]> {
  if (!leadsOn(row, today)) return load([row.uid]);
  const found: Thing[] = [];
  const seen = new Set([row.uid]);
  let steps = 0;
  for (let next = heirsOf(row); next.length > 0; steps += 1) {
    for (const uid of next) seen.add(uid);
    const things = await load(next);
    found.push(...things.filter((thing) => !leadsOn(thing.row, today)));
    const further = things.filter((thing) => leadsOn(thing.row, today)).flatMap((thing) => heirsOf(thing.row));
    next = [...new Set(further)].filter((uid) => !seen.has(uid));
  }
  return steps > 1 ? found.sort(inOfficialOrder) : found;
}

function leadsOn({ lifeTo, heirs }: Mortal, today: Day): boolean {
  return lifeTo <= today && heirs !== '';
}

function heirsOf({ heirs }: Mortal): readonly string[] {
  return heirs.split(' ');
}

function inOfficialOrder(a: { readonly row: Mortal }, b: { readonly row: Mortal }): number {
  const [left, right] = [a.row, b.row].map(({ sortOfficial, uid }) => `${sortOfficial} ${uid}`);
  return (left ?? '') < (right ?? '') ? -1 : 1;
}
