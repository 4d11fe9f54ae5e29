import type { Day, Region, View } from '@phat-ngon/kit';
import { EntitySchema } from 'typeorm';

/** `enum ClassState`. */
export type ClassState = 'PLANNED' | 'WAITING' | 'OPEN' | 'HELD' | 'CANCELLED';

/** `enum Audience`. */
export const AUDIENCES = ['REPORTER', 'EDITOR', 'GRASSROOTS_OFFICER', 'AGENCY_COMMS'] as const;

/** One of {@link AUDIENCES}. */
export type Audience = (typeof AUDIENCES)[number];

/** A training class. A first day that is not fixed yet is `OPEN_TO`: such classes come last. */
export interface TrainingClassRow {
  readonly uid: string;
  readonly version: number;
  readonly title: string;
  readonly region: Region;
  readonly venueUid: string | null;
  readonly startsOn: Day;
  readonly endsOn: Day | null;
  /** Audiences joined by spaces. */
  readonly audience: string;
  readonly state: ClassState;
  readonly seats: number | null;
  readonly waitsFor: string | null;
  readonly programmeUid: string;
  readonly synthetic: number;
}

/** The table of classes. */
export const TrainingClassEntity = new EntitySchema<TrainingClassRow>({
  name: 'TrainingClass',
  tableName: 'training_class',
  columns: {
    uid: { type: 'varchar', primary: true },
    version: { type: 'int' },
    title: { type: 'varchar' },
    region: { type: 'varchar' },
    venueUid: { name: 'venue_uid', type: 'varchar', nullable: true },
    startsOn: { name: 'starts_on', type: 'varchar' },
    endsOn: { name: 'ends_on', type: 'varchar', nullable: true },
    audience: { type: 'varchar' },
    state: { type: 'varchar' },
    seats: { type: 'int', nullable: true },
    waitsFor: { name: 'waits_for', type: 'varchar', nullable: true },
    programmeUid: { name: 'programme_uid', type: 'varchar' },
    synthetic: { name: 'is_synthetic', type: 'int' },
  },
});

/** An agency's registration for a class. */
export interface RegistrationRow {
  readonly classUid: string;
  readonly agencyUid: string;
  readonly spokespersonUid: string | null;
  readonly audience: Audience;
  readonly registeredOn: Day;
  /** 1 came, 0 did not, null before the class was held. */
  readonly attended: number | null;
}

/** A registration as reached in a view: live from its class, the agency's own from an agency. */
export interface ViewedRegistration {
  readonly row: RegistrationRow;
  readonly view: View;
}

/** The table of registrations. */
export const RegistrationEntity = new EntitySchema<RegistrationRow>({
  name: 'Registration',
  tableName: 'registration',
  columns: {
    classUid: { name: 'class_uid', type: 'varchar', primary: true },
    agencyUid: { name: 'agency_uid', type: 'varchar', primary: true },
    spokespersonUid: { name: 'spokesperson_uid', type: 'varchar', nullable: true },
    audience: { type: 'varchar' },
    registeredOn: { name: 'registered_on', type: 'varchar' },
    attended: { name: 'has_attended', type: 'int', nullable: true },
  },
});
