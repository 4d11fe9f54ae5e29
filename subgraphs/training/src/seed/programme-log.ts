import { type ChangeDraft, COUNTRY_PATH, type Day, REGISTER_BEGINS } from '@phat-ngon/kit';
import type { RegistrationRow, TrainingClassRow } from '../class/training-class.entity.js';
import { PROGRAMME } from './handbook.js';
import { CLASS_HISTORIES, EDITION_HISTORIES, type History } from './history.js';
import { LEGAL_DOCUMENTS } from './legal-documents.js';
import { TERMS } from './terms.js';

/** Where on the map the log's rows belong. */
export interface LogPaths {
  readonly ofClass: (row: TrainingClassRow) => string;
  readonly ofAgency: (uid: string) => string;
}

/** The log of the programme as it would have been written, day by day. */
export function programmeLog(registrations: readonly RegistrationRow[], paths: LogPaths): readonly ChangeDraft[] {
  const drafts = [
    ...LEGAL_DOCUMENTS.map((row) => created('legalDocument', row.uid, row.issuedOn, row)),
    ...TERMS.map((row) => created('term', row.uid, REGISTER_BEGINS, row)),
    created('programme', PROGRAMME.uid, PROGRAMME.startedOn, PROGRAMME),
    ...EDITION_HISTORIES.flatMap((history) => historyDrafts('handbookEdition', history, () => COUNTRY_PATH)),
    ...CLASS_HISTORIES.flatMap((history) => historyDrafts('trainingClass', history, paths.ofClass)),
    ...registrations.map((row) => ({
      ...created('registration', `${row.classUid}.${row.agencyUid}`, row.registeredOn, { ...row, attended: null }),
      agencyUid: row.agencyUid,
      path: paths.ofAgency(row.agencyUid),
    })),
    ...attendances(registrations, paths),
  ];
  return drafts.sort(
    (a, b) => compare(a.effectiveFrom, b.effectiveFrom) || compare(a.type, b.type) || compare(a.entityId, b.entityId),
  );
}

/** Who came is written down when the class is over. */
function attendances(registrations: readonly RegistrationRow[], paths: LogPaths): readonly ChangeDraft[] {
  const endOf = new Map(CLASS_HISTORIES.map(([{ row }]) => [row.uid, row.endsOn]));
  return registrations.flatMap((row) => {
    const on = endOf.get(row.classUid) ?? null;
    if (row.attended === null || on === null) return [];
    return {
      ...created('registration', `${row.classUid}.${row.agencyUid}`, on, row),
      kind: row.attended === 1 ? 'ATTENDED' : 'MISSED',
      version: 2,
      before: { ...row, attended: null },
      agencyUid: row.agencyUid,
      path: paths.ofAgency(row.agencyUid),
    };
  });
}

function historyDrafts<Row extends { readonly uid: string }>(
  type: string,
  history: History<Row>,
  pathOf: (row: Row) => string,
): readonly ChangeDraft[] {
  return history.map(({ kind, on, row }, index) => ({
    ...created(type, row.uid, on, row),
    kind,
    path: pathOf(row),
    version: index + 1,
    before: history[index - 1]?.row ?? null,
  }));
}

function created(type: string, entityId: string, effectiveFrom: Day, after: unknown): ChangeDraft {
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

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
