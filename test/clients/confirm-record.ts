import { ChangeLog, clockFrom } from '@phat-ngon/kit';
import { TODAY } from '../harness/stack.js';
import type { EmbeddedStack } from '../harness/start-embedded.js';

/** Which record an agency stands by, and on which day. */
export interface Confirmation {
  readonly uid: string;
  readonly agencyUid: string;
  readonly day: string;
}

/** Confirms a spokesperson's record as the agency's own word would: in the subgraph's tables, through its change log. */
export async function confirmRecord(stack: EmbeddedStack, { uid, agencyUid, day }: Confirmation): Promise<void> {
  const confirmation = {
    spokespersonUid: uid,
    confirmedOn: day,
    confirmedAt: `${day}T02:00:00.000Z`,
    confirmedBy: 'test',
  };
  const log = new ChangeLog(stack.subgraphs.spokespersons.database, clockFrom(TODAY));
  await log.write(async ({ manager, append }) => {
    await manager.insert('Confirmation', confirmation);
    await append([
      {
        ...{ type: 'spokesperson', kind: 'CONFIRMED', cause: 'AGENCY', actor: 'test' },
        ...{ entityId: uid, agencyUid, path: '/vn/p38-1/', version: 2, effectiveFrom: day },
        ...{ before: null, after: confirmation },
      },
    ]);
  });
}
