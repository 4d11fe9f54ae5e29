import type { Day } from '@phat-ngon/kit';
import { EntitySchema } from 'typeorm';
import type { SuccessionOf } from '../lineage/succession.entity.js';

/** A reorganisation that was applied. */
export interface ReorganisationRow {
  readonly id: number;
  /** The token of the preview it was applied by: the same one applies nothing again. */
  readonly token: string;
  readonly on: Day;
  readonly documentNumber: string;
  readonly documentTitle: string;
  readonly documentIssuedOn: Day;
  readonly actor: string;
  readonly appliedAt: string;
  /** The positions of its first and last log row. */
  readonly firstSeq: number;
  readonly lastSeq: number;
  readonly unitsEnded: number;
  readonly unitsBegun: number;
  readonly unitsChanged: number;
  readonly agenciesEnded: number;
  readonly agenciesBegun: number;
  readonly agenciesChanged: number;
}

/** Reorganisations, in the order in which they were applied. */
export const ReorganisationEntity = new EntitySchema<ReorganisationRow>({
  name: 'Reorganisation',
  tableName: 'reorganisation',
  columns: {
    id: { type: 'int', primary: true },
    token: { type: 'varchar' },
    on: { name: 'effective_on', type: 'varchar' },
    documentNumber: { name: 'document_number', type: 'varchar' },
    documentTitle: { name: 'document_title', type: 'varchar' },
    documentIssuedOn: { name: 'document_issued_on', type: 'varchar' },
    actor: { type: 'varchar' },
    appliedAt: { name: 'applied_at', type: 'varchar' },
    firstSeq: { name: 'first_seq', type: 'int' },
    lastSeq: { name: 'last_seq', type: 'int' },
    unitsEnded: { name: 'units_ended', type: 'int' },
    unitsBegun: { name: 'units_begun', type: 'int' },
    unitsChanged: { name: 'units_changed', type: 'int' },
    agenciesEnded: { name: 'agencies_ended', type: 'int' },
    agenciesBegun: { name: 'agencies_begun', type: 'int' },
    agenciesChanged: { name: 'agencies_changed', type: 'int' },
  },
});

/** What a reorganisation does to a thing (`enum ReorganisationOutcome`). */
export type OutcomeKind = 'ENDED' | 'BEGUN' | 'CHANGED';

/** A unit or agency that a reorganisation touched. */
export interface ReorganisedRow {
  readonly reorganisationId: number;
  /** Its place in the reorganisation: what ends, begins, changes, each in official order. */
  readonly place: number;
  readonly of: SuccessionOf;
  readonly uid: string;
  readonly outcome: OutcomeKind;
}

/** What reorganisations touched. */
export const ReorganisedEntity = new EntitySchema<ReorganisedRow>({
  name: 'Reorganised',
  tableName: 'reorganised',
  columns: {
    reorganisationId: { name: 'reorganisation_id', type: 'int', primary: true },
    place: { type: 'int', primary: true },
    of: { name: 'thing_of', type: 'varchar' },
    uid: { type: 'varchar' },
    outcome: { type: 'varchar' },
  },
});
