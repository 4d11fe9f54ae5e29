import type { ToldPreview } from '@phat-ngon/units';
import type { Graph } from '../graph.js';

/** Somebody's name and position. */
interface Person {
  readonly fullName: string;
  readonly positionTitle: string;
}

/** An agency, who speaks for it, and whom to call there. */
export interface SpokenFor {
  readonly uid: string;
  readonly name: string;
  readonly spokespersons: readonly Person[] | null;
  readonly whoToCall: {
    readonly spokesperson: Person | null;
    readonly agency: { readonly name: string } | null;
  } | null;
}

const AT_ONCE = 200;

const QUERY = `query Speakers($uids: [ID!], $first: Int) {
  agencies(filter: { uid: $uids, inForce: ANY }, first: $first) {
    nodes { uid name spokespersons { fullName positionTitle } whoToCall { spokesperson { fullName positionTitle } agency { name } } }
  }
}`;

/** Asks the graph about the agencies that end and those that answer afterwards. */
export async function speakersOf(graph: Graph, { agencies }: ToldPreview): Promise<ReadonlyMap<string, SpokenFor>> {
  const uids = [...new Set(agencies.ended.flatMap(({ uid, answering }) => [uid, ...answering]))];
  const found = new Map<string, SpokenFor>();
  for (let start = 0; start < uids.length; start += AT_ONCE) {
    const variables = { uids: uids.slice(start, start + AT_ONCE), first: AT_ONCE };
    const page = await graph.ask<{ readonly agencies: { readonly nodes: readonly SpokenFor[] } }>(QUERY, variables);
    for (const agency of page.agencies.nodes) found.set(agency.uid, agency);
  }
  return found;
}

/** "Nguyễn Thị Thử, Chánh Văn phòng". */
export function nameOf({ fullName, positionTitle }: Person): string {
  return `${fullName}, ${positionTitle}`;
}
