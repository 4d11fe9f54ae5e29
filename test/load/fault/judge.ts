import { readFile } from 'node:fs/promises';
import type { Follower } from './follower.js';
import type { WrittenRow } from './system.js';
import type { Choice } from './targets.js';

/** A follower, and what it should have received. */
export interface Judged extends Follower {
  readonly choice: Choice;
}

/** What followers received, held against what the database has. */
export interface Verdict {
  delivered: number;
  lost: number;
  doubled: number;
  outOfOrder: number;
}

const keyOf = (uid: string, version: number | string): string => `${uid}@${version}`;

/** How many changes followers have received, and how many they should have. */
export async function progressOf(
  followers: readonly Judged[],
  rows: readonly WrittenRow[],
): Promise<readonly [number, number]> {
  let [received, expected] = [0, 0];
  for (const follower of followers) {
    received += (await linesOf(follower)).length;
    expected += rows.filter(follower.choice.selects).length;
  }
  return [received, expected];
}

/** Holds each follower's lines against the rows that its filter selects. */
export async function judge(followers: readonly Judged[], rows: readonly WrittenRow[]): Promise<Verdict> {
  const verdict: Verdict = { delivered: 0, lost: 0, doubled: 0, outOfOrder: 0 };
  const seqOf = new Map(rows.map(({ uid, version, seq }) => [keyOf(uid, version), seq]));
  for (const follower of followers) {
    const expected = new Set(rows.filter(follower.choice.selects).map(({ seq }) => seq));
    const seen = new Set<number>();
    let last = 0;
    for (const line of await linesOf(follower)) {
      const [, uid = '', version = ''] = line.split('\t');
      // What was never written cannot have been delivered in its place.
      const seq = seqOf.get(keyOf(uid, version)) ?? -1;
      if (!expected.has(seq) || seq < last) verdict.outOfOrder += 1;
      if (seen.has(seq)) verdict.doubled += 1;
      seen.add(seq);
      last = seq;
      verdict.delivered += 1;
    }
    verdict.lost += [...expected].filter((seq) => !seen.has(seq)).length;
  }
  return verdict;
}

async function linesOf({ file }: Follower): Promise<readonly string[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.split('\n').filter((line) => line !== '');
}
