import {
  type ChangeDraft,
  type Day,
  insertRows,
  OPEN_TO,
  PLACEMENT_TYPES,
  type ProgressListener,
  type SubgraphParts,
} from '@phat-ngon/kit';
import { AgencyEntity, type AgencyRow } from './agency/agency.entity.js';
import { FindingEntity } from './import/finding.entity.js';
import { SuccessionEntity } from './lineage/succession.entity.js';
import { agencyState, unitState } from './placements.js';
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
  const drafts = inOrderOfEvents([...unitEvents(units), ...agencyEvents(agencies)]);
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

interface Event {
  readonly on: Day;
  readonly order: string;
  readonly draft: ChangeDraft;
}

function unitEvents(rows: readonly UnitRow[]): readonly Event[] {
  return eventsOf(rows, {
    type: PLACEMENT_TYPES.unit,
    stateOf: (row, open) => unitState(open ? { ...row, validTo: OPEN_TO, heirs: '' } : row),
    agencyOf: () => null,
    changeOf: (before, row) =>
      before.kind !== row.kind ? 'RECLASSIFIED' : before.name !== row.name ? 'RENAMED' : 'MOVED',
  });
}

function agencyEvents(rows: readonly AgencyRow[]): readonly Event[] {
  return eventsOf(rows, {
    type: PLACEMENT_TYPES.agency,
    stateOf: (row, open) => agencyState(open ? { ...row, validTo: OPEN_TO, heirs: '' } : row),
    agencyOf: (row) => row.uid,
    changeOf: (before, row) => (before.name !== row.name ? 'RENAMED' : 'MOVED'),
  });
}

interface EventRules<Row> {
  readonly type: string;
  /** The state of a row, as it stands or as it stood while its period was open. */
  readonly stateOf: (row: Row, open: boolean) => unknown;
  readonly agencyOf: (row: Row) => string | null;
  readonly changeOf: (before: Row, row: Row) => string;
}

/** Rows of one thing follow each other by version: a first version is a creation, the next a change, the end of the last an end. */
function eventsOf<Row extends UnitRow | AgencyRow>(rows: readonly Row[], rules: EventRules<Row>): readonly Event[] {
  return rows.flatMap((row, index) => {
    const previous = rows[index - 1];
    const before = previous?.uid === row.uid ? previous : null;
    const shared = {
      type: rules.type,
      cause: 'SEED',
      entityId: row.uid,
      agencyUid: rules.agencyOf(row),
      path: row.path,
      version: row.version,
      actor: 'seed',
    } as const;
    const begin: ChangeDraft = {
      ...shared,
      kind: before === null ? 'CREATED' : rules.changeOf(before, row),
      effectiveFrom: row.validFrom,
      before: before === null ? null : rules.stateOf(before, true),
      after: rules.stateOf(row, true),
    };
    const events = [
      {
        on: row.validFrom,
        order: `${rules.type === PLACEMENT_TYPES.unit ? 'b' : 'c'}${row.sortOfficial}`,
        draft: begin,
      },
    ];
    if (row.validTo !== row.lifeTo || row.lifeTo === OPEN_TO) return events;
    const end: ChangeDraft = {
      ...shared,
      kind: 'ENDED',
      effectiveFrom: row.lifeTo,
      before: null,
      after: rules.stateOf(row, false),
    };
    return [...events, { on: row.lifeTo, order: `a${row.sortOfficial}`, draft: end }];
  });
}

/** By day; on one day ends come before beginnings, units before agencies. */
function inOrderOfEvents(events: readonly Event[]): readonly ChangeDraft[] {
  return [...events]
    .sort((a, b) => (a.on === b.on ? compare(a.order, b.order) : compare(a.on, b.on)))
    .map((event) => event.draft);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
