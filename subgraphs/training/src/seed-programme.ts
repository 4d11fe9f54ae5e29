import {
  type ChangeDraft,
  COUNTRY_PATH,
  type Day,
  insertRows,
  OPEN_TO,
  PlacedAgencyEntity,
  type ProgressListener,
  REGISTER_BEGINS,
  type SubgraphParts,
} from '@phat-ngon/kit';
import { RegistrationEntity, type RegistrationRow, TrainingClassEntity } from './class/training-class.entity.js';
import { TermEntity } from './glossary/term.entity.js';
import { ChapterEntity, EditionEntity } from './handbook/handbook.entity.js';
import { LegalDocumentEntity } from './law/legal-document.entity.js';
import { ProgrammeEntity } from './programme/programme.entity.js';
import { CHAPTERS, CLASSES, EDITIONS, PROGRAMME, registrationsFor, type SendingAgency } from './seed/classes.js';
import { LEGAL_DOCUMENTS } from './seed/legal-documents.js';
import { TERMS } from './seed/terms.js';

/**
 * Fills an empty programme in one transaction: the instruments and the glossary as they are, the handbook and its classes for
 * demonstration, registrations of the provinces the subgraph has learned of. The log is written as it would have been.
 */
export async function seedProgramme(parts: SubgraphParts, progress: ProgressListener): Promise<void> {
  const registrations = registrationsFor(await provincialCommittees(parts));
  const drafts = inOrderOfEvents([
    ...LEGAL_DOCUMENTS.map((row) => event('legalDocument', row.uid, row.issuedOn, row)),
    event('programme', PROGRAMME.uid, PROGRAMME.startedOn, PROGRAMME),
    ...EDITIONS.map((row) => event('handbookEdition', row.uid, row.issuedOn ?? REGISTER_BEGINS, row)),
    ...CLASSES.map((row) =>
      event('trainingClass', row.uid, row.startsOn === OPEN_TO ? REGISTER_BEGINS : row.startsOn, row),
    ),
    ...registrations.map((row) => registrationEvent(row)),
    ...TERMS.map((row) => event('term', row.uid, REGISTER_BEGINS, row)),
  ]);
  progress.begin('training: law, handbook, classes', drafts.length);
  await parts.log.write(async ({ manager, append }) => {
    await insertRows(manager, LegalDocumentEntity, LEGAL_DOCUMENTS);
    await insertRows(manager, ProgrammeEntity, [PROGRAMME]);
    await insertRows(manager, EditionEntity, EDITIONS);
    await insertRows(manager, ChapterEntity, CHAPTERS);
    await insertRows(manager, TrainingClassEntity, CLASSES);
    await insertRows(manager, RegistrationEntity, registrations);
    await insertRows(manager, TermEntity, TERMS);
    await append(drafts, (count) => progress.advance(count));
  });
  progress.end();
}

/** One row an agency, with its whole life. */
async function provincialCommittees(parts: SubgraphParts): Promise<readonly SendingAgency[]> {
  const rows = await parts.database.reader.find(PlacedAgencyEntity, {
    where: { tier: 'PROVINCE' },
    order: { sortOfficial: 'ASC', uid: 'ASC', version: 'ASC' },
  });
  const lives = new Map<string, SendingAgency>();
  for (const { uid, validFrom, validTo } of rows)
    lives.set(uid, { uid, validFrom: lives.get(uid)?.validFrom ?? validFrom, validTo });
  return [...lives.values()];
}

function event(type: string, entityId: string, effectiveFrom: Day, after: unknown): ChangeDraft {
  return {
    type,
    kind: 'CREATED',
    cause: 'SEED',
    entityId,
    agencyUid: null,
    path: COUNTRY_PATH,
    version: 1,
    effectiveFrom,
    before: null,
    after,
    actor: 'seed',
  };
}

function registrationEvent(row: RegistrationRow): ChangeDraft {
  const created = event('registration', `${row.classUid}.${row.agencyUid}`, row.registeredOn, row);
  return { ...created, agencyUid: row.agencyUid };
}

/** By day; on one day by what it happened to. */
function inOrderOfEvents(drafts: readonly ChangeDraft[]): readonly ChangeDraft[] {
  return [...drafts].sort(
    (a, b) => compare(a.effectiveFrom, b.effectiveFrom) || compare(a.type, b.type) || compare(a.entityId, b.entityId),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
