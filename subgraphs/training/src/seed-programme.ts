import {
  COUNTRY_PATH,
  type Day,
  type Filling,
  insertRows,
  OPEN_TO,
  PlacedAgencyEntity,
  PlacedUnitEntity,
  type PlacedUnitRow,
  type ProgressListener,
  type SubgraphParts,
} from '@phat-ngon/kit';
import { type EntityManager, In } from 'typeorm';
import {
  RegistrationEntity,
  type RegistrationRow,
  TrainingClassEntity,
  type TrainingClassRow,
} from './class/training-class.entity.js';
import { TermEntity } from './glossary/term.entity.js';
import { ChapterEntity, EditionEntity } from './handbook/handbook.entity.js';
import { LegalDocumentEntity } from './law/legal-document.entity.js';
import { ProgrammeEntity } from './programme/programme.entity.js';
import { CHAPTERS, PROGRAMME } from './seed/handbook.js';
import { CLASSES, EDITIONS } from './seed/history.js';
import { LEGAL_DOCUMENTS } from './seed/legal-documents.js';
import { programmeLog } from './seed/programme-log.js';
import { registrationsFor, type SendingAgency } from './seed/registrations.js';
import { TERMS } from './seed/terms.js';

/**
 * Fills an empty programme in one transaction: the instruments and the glossary as they are, the handbook and its classes for
 * demonstration, registrations of the provinces the subgraph has learned of. The log is written as it would have been.
 */
export async function seedProgramme(parts: SubgraphParts, progress: ProgressListener, filling: Filling): Promise<void> {
  const isDemo = filling === 'demo';
  const agencies = await provincialCommittees(parts);
  const registrations = registrationsFor([...agencies.values()]);
  const whole = programmeLog(registrations, {
    ofClass: await classPaths(parts),
    ofAgency: (uid) => agencies.get(uid)?.path ?? COUNTRY_PATH,
  });
  const drafts = isDemo ? whole : whole.filter((draft) => PUBLIC_RECORD.has(draft.type));
  progress.begin('training: law, handbook, classes', drafts.length);
  await parts.log.write(async ({ manager, append }) => {
    await insertRows(manager, LegalDocumentEntity, LEGAL_DOCUMENTS);
    await insertRows(manager, ProgrammeEntity, [PROGRAMME]);
    await insertRows(manager, TermEntity, TERMS);
    if (isDemo) await insertMadeUp(manager, registrations);
    await append(drafts, (count) => progress.advance(count));
  });
  progress.end();
  if (isDemo) progress.note('training: handbook, classes and registrations are made up (synthetic: true)');
}

/** What the log tells that is not made up. */
const PUBLIC_RECORD: ReadonlySet<string> = new Set(['legalDocument', 'programme', 'term']);

async function insertMadeUp(manager: EntityManager, registrations: readonly RegistrationRow[]): Promise<void> {
  await insertRows(manager, EditionEntity, EDITIONS);
  await insertRows(manager, ChapterEntity, CHAPTERS);
  await insertRows(manager, TrainingClassEntity, CLASSES);
  await insertRows(manager, RegistrationEntity, registrations);
}

/** One an agency, with its whole life, in official order. */
async function provincialCommittees(parts: SubgraphParts): Promise<ReadonlyMap<string, SendingAgency>> {
  const rows = await parts.database.reader.find(PlacedAgencyEntity, {
    where: { tier: 'PROVINCE' },
    order: { sortOfficial: 'ASC', uid: 'ASC', version: 'ASC' },
  });
  const lives = new Map<string, SendingAgency>();
  for (const { uid, path, validFrom, validTo } of rows)
    lives.set(uid, { uid, path, validFrom: lives.get(uid)?.validFrom ?? validFrom, validTo });
  return lives;
}

/** Where a class is held, as the map is on its first day; the country for one without a venue. */
async function classPaths({ database, clock }: SubgraphParts): Promise<(row: TrainingClassRow) => string> {
  const venues = CLASSES.flatMap(({ venueUid }) => venueUid ?? []);
  const rows = await database.reader.find(PlacedUnitEntity, {
    where: { uid: In(venues) },
    order: { uid: 'ASC', version: 'ASC' },
  });
  const today = clock.today();
  return ({ venueUid, startsOn }) => pathOn(rows, venueUid, startsOn === OPEN_TO ? today : startsOn);
}

function pathOn(versions: readonly PlacedUnitRow[], uid: string | null, day: Day): string {
  return versions.findLast((row) => row.uid === uid && row.validFrom <= day)?.path ?? COUNTRY_PATH;
}
