import { insertRows, OPEN_TO, type ProgressListener, type SubgraphParts } from '@phat-ngon/kit';
import { AgencyEntity, type AgencyRow } from './agency/agency.entity.js';
import { FindingEntity } from './import/finding.entity.js';
import { SuccessionEntity } from './lineage/succession.entity.js';
import {
  type Author,
  agencyEvents,
  type EventsOf,
  inOrderOfEvents,
  type RegisterEvent,
  unitEvents,
} from './register-events.js';
import { agencyRowsOf, successionRowOf, unitRowsOf } from './register-rows.js';
import { buildRegister } from './seed/build-register.js';
import type { Register } from './seed/register.js';
import { UnitEntity, type UnitRow } from './unit/unit.entity.js';

/**
 * Fills an empty register in one transaction: rows as they stand, and the log as it would have been written, day by day. The
 * findings of the import are stored and counted.
 */
export async function seedRegister(parts: SubgraphParts, progress: ProgressListener): Promise<void> {
  const register = buildRegister();
  const units = register.units.flatMap(unitRowsOf);
  const agencies = register.agencies.flatMap(agencyRowsOf);
  const drafts = inOrderOfEvents([
    ...historyOf<UnitRow>(units, unitEvents(SEED)),
    ...historyOf<AgencyRow>(agencies, agencyEvents(SEED)),
  ]);
  progress.begin('units: the register of both eras', units.length + agencies.length + drafts.length);
  await parts.log.write(async ({ manager, append }) => {
    const advance = (count: number): void => progress.advance(count);
    await insertRows(manager, UnitEntity, units, advance);
    await insertRows(manager, AgencyEntity, agencies, advance);
    await insertRows(manager, SuccessionEntity, [
      ...register.unitSuccessions.map((link) => successionRowOf('unit', link)),
      ...register.agencySuccessions.map((link) => successionRowOf('agency', link)),
    ]);
    await insertRows(
      manager,
      FindingEntity,
      register.findings.map((finding, index) => ({ id: index + 1, ...finding })),
    );
    await append(drafts, advance);
  });
  progress.end();
  progress.note(findingSummary(register));
}

function findingSummary(register: Register): string {
  const counts = new Map<string, number>();
  for (const { kind } of register.findings) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const parts = [...counts].sort().map(([kind, count]) => `${count} ${kind.toLowerCase().replaceAll('_', ' ')}`);
  return `units: the import noted ${parts.join(', ')} (query importFindings)`;
}

const SEED: Author = { cause: 'SEED', actor: 'seed' };

/** Rows of one thing follow each other by version: a first version is a creation, the next a change, the end of the last an end. */
function historyOf<Row extends UnitRow | AgencyRow>(
  rows: readonly Row[],
  events: EventsOf<Row>,
): readonly RegisterEvent[] {
  return rows.flatMap((row, index) => {
    const previous = rows[index - 1];
    const begun = events.begun(row, previous?.uid === row.uid ? previous : null);
    return row.validTo !== row.lifeTo || row.lifeTo === OPEN_TO ? [begun] : [begun, events.ended(row, null)];
  });
}
