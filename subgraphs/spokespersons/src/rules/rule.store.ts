import { columnsOf, type Day, type Reading, rowsOf, type Tier } from '@phat-ngon/kit';
import type { EntitySchema, ObjectLiteral } from 'typeorm';
import {
  CoverageRuleEntity,
  type CoverageRuleRow,
  CoverageTargetEntity,
  type Dated,
  DeadlineRuleEntity,
  type DeadlineRuleRow,
  PressAuthorityEntity,
  ReportedFigureEntity,
  type ReportedFigureRow,
  SpeakingRuleEntity,
  type SpeakingRuleRow,
} from './rule.entity.js';

/**
 * The rules in force on a day. Each table is read whole, once a request: a history asks for as many days as it has rows, and
 * there are few rules.
 */
export interface RuleLoaders {
  /** @throws Error where no coverage rule is in force. */
  coverage(day: Day): Promise<CoverageRuleRow>;
  /** The target of each tier, in percent: whole numbers add up without a rest. */
  targets(day: Day): Promise<ReadonlyMap<Tier, number>>;
  speaking(day: Day): Promise<ReadonlyMap<Tier, SpeakingRuleRow>>;
  deadlines(day: Day): Promise<readonly DeadlineRuleRow[]>;
}

/** Makes the loaders. */
export function ruleLoaders(database: Reading): RuleLoaders {
  const coverage = datedRows(database, CoverageRuleEntity);
  const targets = datedRows(database, CoverageTargetEntity);
  const speaking = datedRows(database, SpeakingRuleEntity);
  return {
    coverage: async (day) => {
      const [rule] = await coverage(day);
      if (rule === undefined) throw new Error(`no coverage rule is in force on ${day}`);
      return rule;
    },
    targets: async (day) => new Map((await targets(day)).map((row) => [row.tier, row.percent])),
    speaking: async (day) => new Map((await speaking(day)).map((row) => [row.tier, row])),
    deadlines: datedRows(database, DeadlineRuleEntity),
  };
}

/** The agency that is the press authority on a day. */
export async function pressAuthority(database: Reading, day: Day): Promise<string | null> {
  return (await datedRows(database, PressAuthorityEntity)(day))[0]?.agencyUid ?? null;
}

/** What was stated about the network, by day. */
export function reportedFigures(database: Reading): Promise<readonly ReportedFigureRow[]> {
  return rowsOf(
    database,
    `SELECT ${columnsOf(ReportedFigureEntity)} FROM reported_figure v ORDER BY v.stated_on, v.value DESC, v.id`,
    [],
  );
}

/** Reads a table of dated rows at the first day asked for, and gives those in force on each day, by id. */
function datedRows<Row extends Dated & ObjectLiteral>(
  database: Reading,
  entity: EntitySchema<Row>,
): (day: Day) => Promise<readonly Row[]> {
  const sql = `SELECT ${columnsOf(entity)} FROM ${entity.options.tableName} v ORDER BY v.id`;
  let read: Promise<readonly Row[]> | null = null;
  return async (day) => {
    read ??= rowsOf<Row>(database, sql, []);
    return (await read).filter((row) => row.validFrom <= day && day < row.validTo);
  };
}
