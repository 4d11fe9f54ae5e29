import { addDays, type Day } from '@phat-ngon/kit';
import type { Audience, RegistrationRow, TrainingClassRow } from '../class/training-class.entity.js';
import { CLASS_HISTORIES, type History } from './history.js';

/** An agency that may send somebody. */
export interface SendingAgency {
  readonly uid: string;
  readonly path: string;
  readonly validFrom: Day;
  readonly validTo: Day;
}

const REGISTERED_AHEAD_DAYS = 29;

/**
 * The registrations: once a class is open, every second committee of a province in force on its day sends somebody; among the
 * communication staff that is its first spokesperson. One in eight of those registered for a class that was held did not come.
 */
export function registrationsFor(agencies: readonly SendingAgency[]): readonly RegistrationRow[] {
  return CLASS_HISTORIES.filter(wasOpened).flatMap((history, classIndex) =>
    agencies
      .filter(({ validFrom, validTo }) => validFrom <= dayOf(history) && dayOf(history) < validTo)
      .filter((_, index) => (index + classIndex) % 2 === 0)
      .map(({ uid }, index) => registration(history, uid, index)),
  );
}

function wasOpened(history: History<TrainingClassRow>): boolean {
  return history.some(({ kind }) => kind === 'OPENED');
}

function dayOf([{ row }]: History<TrainingClassRow>): Day {
  return row.startsOn;
}

function registration(history: History<TrainingClassRow>, agencyUid: string, index: number): RegistrationRow {
  const { row } = history.at(-1) ?? history[0];
  const audiences = row.audience.split(' ') as Audience[];
  const audience = audiences[index % audiences.length] ?? 'AGENCY_COMMS';
  return {
    classUid: row.uid,
    agencyUid,
    spokespersonUid: audience === 'AGENCY_COMMS' ? `${agencyUid}.s1` : null,
    audience,
    registeredOn: addDays(registrationBegins(history), 1 + (index % 10)),
    attended: row.state === 'HELD' ? Number(index % 8 !== 7) : null,
  };
}

/** Not before the class is open. */
function registrationBegins(history: History<TrainingClassRow>): Day {
  const opened = history.find(({ kind }) => kind === 'OPENED')?.on ?? '';
  const ahead = addDays(dayOf(history), -REGISTERED_AHEAD_DAYS);
  return opened > ahead ? opened : ahead;
}
