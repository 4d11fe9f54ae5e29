import type { Day, Tier } from '@phat-ngon/kit';
import { EntitySchema } from 'typeorm';

/** A rule with the period in which it holds. Days are stored days. */
export interface Dated {
  readonly id: string;
  readonly validFrom: Day;
  readonly validTo: Day;
}

const DATED = {
  id: { type: 'varchar', primary: true },
  validFrom: { name: 'valid_from', type: 'varchar' },
  validTo: { name: 'valid_to', type: 'varchar' },
} as const;

const TEXTS = {
  textVi: { name: 'text_vi', type: 'varchar' },
  textEn: { name: 'text_en', type: 'varchar' },
} as const;

/** When an agency counts as covered, and when a record as stale. */
export interface CoverageRuleRow extends Dated {
  readonly textVi: string;
  readonly textEn: string;
  /** A record not confirmed for longer is stale. */
  readonly staleAfterDays: number;
}

/** The table of coverage rules: one is in force on any day. */
export const CoverageRuleEntity = new EntitySchema<CoverageRuleRow>({
  name: 'CoverageRule',
  tableName: 'coverage_rule',
  columns: { ...DATED, ...TEXTS, staleAfterDays: { name: 'stale_after_days', type: 'int' } },
});

/** The share of a tier's agencies that shall be covered. */
export interface CoverageTargetRow extends Dated {
  readonly tier: Tier;
  /** 0 to 100. */
  readonly percent: number;
}

/** The table of targets: one a tier is in force on any day. */
export const CoverageTargetEntity = new EntitySchema<CoverageTargetRow>({
  name: 'CoverageTarget',
  tableName: 'coverage_target',
  columns: { ...DATED, tier: { type: 'varchar' }, percent: { type: 'int' } },
});

/** Who may speak for an agency of a tier, by which instrument. */
export interface SpeakingRuleRow extends Dated {
  readonly tier: Tier;
  /** Roles joined by spaces; null while the instrument's text has not been verified. */
  readonly roles: string | null;
  readonly legalBasisUid: string;
  readonly textVi: string;
  readonly textEn: string;
}

/** The table of speaking rules: one a tier is in force on any day. */
export const SpeakingRuleEntity = new EntitySchema<SpeakingRuleRow>({
  name: 'SpeakingRule',
  tableName: 'speaking_rule',
  columns: {
    ...DATED,
    ...TEXTS,
    tier: { type: 'varchar' },
    roles: { type: 'varchar', nullable: true },
    legalBasisUid: { name: 'legal_basis_uid', type: 'varchar' },
  },
});

/** Until when a duty is to be done, in a jurisdiction. */
export interface DeadlineRuleRow extends Dated {
  readonly duty: string;
  readonly amount: number;
  readonly period: string;
  /** The unit whose agencies it binds, with all below. */
  readonly jurisdictionUid: string;
  readonly legalBasisUid: string;
  readonly textVi: string;
  readonly textEn: string;
}

/** The table of deadlines. */
export const DeadlineRuleEntity = new EntitySchema<DeadlineRuleRow>({
  name: 'DeadlineRule',
  tableName: 'deadline_rule',
  columns: {
    ...DATED,
    ...TEXTS,
    duty: { type: 'varchar' },
    amount: { type: 'int' },
    period: { type: 'varchar' },
    jurisdictionUid: { name: 'jurisdiction_uid', type: 'varchar' },
    legalBasisUid: { name: 'legal_basis_uid', type: 'varchar' },
  },
});

/** Which agency is the press authority. */
export interface PressAuthorityRow extends Dated {
  readonly agencyUid: string;
}

/** The table of press authorities: one is in force on any day. */
export const PressAuthorityEntity = new EntitySchema<PressAuthorityRow>({
  name: 'PressAuthority',
  tableName: 'press_authority',
  columns: { ...DATED, agencyUid: { name: 'agency_uid', type: 'varchar' } },
});

/** A figure that somebody stated, kept beside what the graph computes. */
export interface ReportedFigureRow {
  readonly id: string;
  readonly value: number;
  readonly approximate: number;
  readonly counts: string;
  readonly quote: string;
  readonly source: string;
  readonly statedBy: string;
  readonly statedOn: Day;
}

/** The table of reported figures. */
export const ReportedFigureEntity = new EntitySchema<ReportedFigureRow>({
  name: 'ReportedFigure',
  tableName: 'reported_figure',
  columns: {
    id: { type: 'varchar', primary: true },
    value: { type: 'int' },
    approximate: { name: 'is_approximate', type: 'int' },
    counts: { type: 'varchar' },
    quote: { type: 'varchar' },
    source: { type: 'varchar' },
    statedBy: { name: 'stated_by', type: 'varchar' },
    statedOn: { name: 'stated_on', type: 'varchar' },
  },
});
