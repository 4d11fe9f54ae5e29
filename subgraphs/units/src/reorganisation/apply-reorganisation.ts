import { type ChangeDraft, insertRows, type SubgraphParts, type Writing } from '@phat-ngon/kit';
import type { EntityManager } from 'typeorm';
import type { LineageFile } from '../lineage/read-lineage-file.js';
import { agencyEvents, type EventsOf, inOrderOfEvents, type RegisterEvent, unitEvents } from '../register-events.js';
import type { Decree, Outcome } from './decree.js';
import { readHeldRegister } from './held-register.store.js';
import { planReorganisation, type ReorganisationPlan } from './plan-reorganisation.js';
import { type Previewed, previewToken, requireToken } from './preview-token.js';
import {
  type OutcomeKind,
  ReorganisationEntity,
  type ReorganisationRow,
  ReorganisedEntity,
  type ReorganisedRow,
} from './reorganisation.entity.js';
import { storePlan } from './store-plan.js';

/** A reorganisation somebody asks for. */
export interface Proposal {
  readonly decree: Decree;
  /** The file as it was sent, and what stands in it. */
  readonly bytes: Uint8Array;
  readonly file: LineageFile;
}

/** What would come of it, and by which token exactly that can be applied; null while something stands in the way. */
export interface Preview {
  readonly plan: ReorganisationPlan;
  readonly token: string | null;
}

/** Looks at what a proposal would do. Writes nothing. */
export async function previewReorganisation(parts: SubgraphParts, proposal: Proposal): Promise<Preview> {
  // The position goes first: what is written while the rows are read makes the token stale, never the preview wrong unnoticed.
  const position = await parts.log.position();
  const held = await readHeldRegister(parts.database.reader, proposal.file.rows);
  const plan = planReorganisation(proposal.file, held, proposal.decree);
  return { plan, token: plan.kind === 'sound' ? previewToken(previewedAt(proposal, position)) : null };
}

/**
 * Applies a proposal by the token of its preview, in one transaction: units, agencies, lineage and their log rows. The same token
 * again gives what it gave the first time.
 * @throws PublicError `BAD_USER_INPUT` for a token of something else; `CONFLICT` when the register has changed since the preview.
 */
export function applyReorganisation(
  parts: SubgraphParts,
  proposal: Proposal,
  by: { readonly token: string; readonly actor: string },
): Promise<ReorganisationRow> {
  return parts.log.write(async (writing) => {
    const position = await writing.position();
    const earlier = await writing.manager.findOneBy(ReorganisationEntity, { token: by.token });
    if (earlier !== null) return earlier;
    requireToken(by.token, previewedAt(proposal, position));
    const held = await readHeldRegister(writing.manager, proposal.file.rows);
    const plan = planReorganisation(proposal.file, held, proposal.decree);
    if (plan.kind !== 'sound') throw new Error('a proposal that was refused has no token');
    return store(writing, plan, { ...by, position, appliedAt: parts.clock.now().toISOString() });
  });
}

function previewedAt({ decree, bytes }: Proposal, position: number): Previewed {
  return { decree, file: bytes, position };
}

type SoundPlan = Extract<ReorganisationPlan, { kind: 'sound' }>;

interface Application {
  readonly token: string;
  readonly actor: string;
  readonly position: number;
  readonly appliedAt: string;
}

async function store(
  { manager, append }: Writing,
  { decree, units, agencies }: SoundPlan,
  { token, actor, position, appliedAt }: Application,
): Promise<ReorganisationRow> {
  await storePlan(manager, units, agencies, decree);
  const lastSeq = await append(draftsOf(units.outcome, agencies.outcome, actor));
  const { number, title, issuedOn } = decree.document;
  const row: ReorganisationRow = {
    id: await nextId(manager),
    token,
    on: decree.on,
    documentNumber: number,
    documentTitle: title,
    documentIssuedOn: issuedOn,
    actor,
    appliedAt,
    firstSeq: position + 1,
    lastSeq,
    unitsEnded: units.outcome.ended.length,
    unitsBegun: units.outcome.begun.length,
    unitsChanged: units.outcome.changed.length,
    agenciesEnded: agencies.outcome.ended.length,
    agenciesBegun: agencies.outcome.begun.length,
    agenciesChanged: agencies.outcome.changed.length,
  };
  await insertRows(manager, ReorganisationEntity, [row]);
  await insertRows(manager, ReorganisedEntity, reorganisedRows(row.id, units.outcome, agencies.outcome));
  return row;
}

function draftsOf(
  units: SoundPlan['units']['outcome'],
  agencies: SoundPlan['agencies']['outcome'],
  actor: string,
): readonly ChangeDraft[] {
  const author = { cause: 'REORGANISATION', actor } as const;
  return inOrderOfEvents([...eventsOf(units, unitEvents(author)), ...eventsOf(agencies, agencyEvents(author))]);
}

function eventsOf<Row>({ ended, begun, changed }: Outcome<Row>, events: EventsOf<Row>): readonly RegisterEvent[] {
  return [
    ...ended.map(({ before, after }) => events.ended(after, before)),
    ...begun.map((row) => events.begun(row, null)),
    ...changed.map(({ before, after }) => events.begun(after, before)),
  ];
}

/** The writing transaction holds the log's lock: nobody else takes the same number. */
async function nextId(manager: EntityManager): Promise<number> {
  return (await manager.count(ReorganisationEntity)) + 1;
}

interface Seen {
  readonly uid: string;
  readonly sortOfficial: string;
}

function reorganisedRows(id: number, units: Outcome<Seen>, agencies: Outcome<Seen>): readonly ReorganisedRow[] {
  const rows = [
    ...touched(units).map((row) => ({ ...row, of: 'unit' as const })),
    ...touched(agencies).map((row) => ({ ...row, of: 'agency' as const })),
  ];
  return rows.map((row, place) => ({ ...row, reorganisationId: id, place }));
}

function touched({ ended, begun, changed }: Outcome<Seen>): readonly { uid: string; outcome: OutcomeKind }[] {
  const inOrder = (rows: readonly Seen[], outcome: OutcomeKind) =>
    [...rows].sort((a, b) => (a.sortOfficial < b.sortOfficial ? -1 : 1)).map(({ uid }) => ({ uid, outcome }));
  return [
    ...inOrder(
      ended.map(({ after }) => after),
      'ENDED',
    ),
    ...inOrder(begun, 'BEGUN'),
    ...inOrder(
      changed.map(({ after }) => after),
      'CHANGED',
    ),
  ];
}
