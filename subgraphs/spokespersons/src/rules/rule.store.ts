import { columnsOf, type Database, type Day, inForceOn, rowsOf, type Tier } from '@phat-ngon/kit';
import DataLoader from 'dataloader';
import type { EntitySchema, ObjectLiteral } from 'typeorm';
import {
  CoverageRuleEntity,
  type CoverageRuleRow,
  CoverageTargetEntity,
  DeadlineRuleEntity,
  type DeadlineRuleRow,
  PressAuthorityEntity,
  ReportedFigureEntity,
  type ReportedFigureRow,
  SpeakingRuleEntity,
  type SpeakingRuleRow,
} from './rule.entity.js';

/** The rules in force on a day, read once a request and day. */
export interface RuleLoaders {
  readonly coverage: DataLoader<Day, CoverageRuleRow>;
  /** The target of each tier, as a share. */
  readonly targets: DataLoader<Day, ReadonlyMap<Tier, number>>;
  readonly speaking: DataLoader<Day, ReadonlyMap<Tier, SpeakingRuleRow>>;
  readonly deadlines: DataLoader<Day, readonly DeadlineRuleRow[]>;
}

/** Makes the loaders. */
export function ruleLoaders(database: Database): RuleLoaders {
  return {
    coverage: byDay((day) => coverageRule(database, day)),
    targets: byDay(async (day) => {
      const rows = await inForce(database, CoverageTargetEntity, day);
      return new Map(rows.map((row) => [row.tier, row.percent / 100]));
    }),
    speaking: byDay(async (day) => {
      const rows = await inForce(database, SpeakingRuleEntity, day);
      return new Map(rows.map((row) => [row.tier, row]));
    }),
    deadlines: byDay((day) => inForce(database, DeadlineRuleEntity, day)),
  };
}

/** The agency that is the press authority on a day. */
export async function pressAuthority(database: Database, day: Day): Promise<string | null> {
  return (await inForce(database, PressAuthorityEntity, day))[0]?.agencyUid ?? null;
}

/** What was stated about the network, by day. */
export function reportedFigures(database: Database): Promise<readonly ReportedFigureRow[]> {
  return rowsOf(
    database,
    `SELECT ${columnsOf(ReportedFigureEntity)} FROM reported_figure v ORDER BY v.stated_on, v.value DESC, v.id`,
    [],
  );
}

function byDay<Value>(load: (day: Day) => Promise<Value>): DataLoader<Day, Value> {
  return new DataLoader((days) => Promise.all(days.map(load)));
}

async function coverageRule(database: Database, day: Day): Promise<CoverageRuleRow> {
  const [rule] = await inForce(database, CoverageRuleEntity, day);
  if (rule === undefined) throw new Error(`no coverage rule is in force on ${day}`);
  return rule;
}

function inForce<Row extends ObjectLiteral>(
  database: Database,
  entity: EntitySchema<Row>,
  day: Day,
): Promise<readonly Row[]> {
  const { sql, parameters } = inForceOn(day);
  const { tableName } = entity.options;
  return rowsOf(database, `SELECT ${columnsOf(entity)} FROM ${tableName} v WHERE ${sql} ORDER BY v.id`, parameters);
}
