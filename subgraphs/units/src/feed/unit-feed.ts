import {
  type ChangeRow,
  type Condition,
  differingFields,
  feedDoors,
  filterCondition,
  liveViewOn,
  PLACEMENT_TYPES,
  readWithin,
  shownDay,
  type ToldChange,
  toldChange,
  withinPath,
} from '@phat-ngon/kit';
import { loadAgency, type ViewedAgency } from '../agency/viewed-agency.js';
import type { Context } from '../context.js';
import type { agencyState, unitState } from '../placements.js';
import { loadUnit, type ViewedUnit } from '../unit/viewed-unit.js';

type LoggedUnit = ReturnType<typeof unitState>;
type LoggedAgency = ReturnType<typeof agencyState>;

/** `type UnitState`. */
interface UnitState
  extends Pick<LoggedUnit, 'uid' | 'code' | 'name' | 'nameEn' | 'level' | 'kind' | 'region' | 'parentUid'> {
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

/** `type AgencyState`. */
interface AgencyState
  extends Pick<LoggedAgency, 'uid' | 'name' | 'nameEn' | 'tier' | 'kind' | 'unitUid' | 'parentUid'> {
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

/** `union RegisterState`. */
type RegisterState = UnitState | AgencyState;

/** `type UnitChange`. */
export interface UnitChange extends ToldChange {
  readonly changedFields: readonly string[];
  readonly before: RegisterState | null;
  readonly after: RegisterState | null;
  readonly unit: () => Promise<ViewedUnit | null>;
  readonly agency: () => Promise<ViewedAgency | null> | null;
}

/** The feed of units and agencies. */
export const unitFeed = feedDoors<Context, UnitChange>({
  subscription: 'unitChanged',
  types: [PLACEMENT_TYPES.unit, PLACEMENT_TYPES.agency],
  condition: (filter, context) =>
    filterCondition(filter, { within: (unit) => withinEither(unit, context), agencies: 'agency_version' }),
  see: changeOf,
});

/** Which type of {@link RegisterState} a state is. */
export function typeOfState(state: RegisterState): 'UnitState' | 'AgencyState' {
  return 'tier' in state ? 'AgencyState' : 'UnitState';
}

/** What lies in a place, or lay there before it was moved away: whoever follows a place learns of both. */
async function withinEither(within: string, context: Context): Promise<Condition> {
  const view = liveViewOn(context.today);
  const unit = await loadUnit(context, readWithin(within, view), view);
  if (unit === null) return { sql: '1 = 0', parameters: [] };
  const { path } = unit.row;
  const now = withinPath('v.path', path);
  return {
    sql: `(${now.sql} OR (v.kind = 'MOVED' AND v.state_before LIKE ?))`,
    parameters: [...now.parameters, `%"path":"${path}%`],
  };
}

function changeOf(row: ChangeRow, context: Context): UnitChange {
  const { type, entityId } = row;
  const isAgency = type === PLACEMENT_TYPES.agency;
  const [before, after] = [stateOf(row.before, isAgency), stateOf(row.after, isAgency)];
  const view = liveViewOn(context.today);
  const unitUid = after && 'unitUid' in after ? after.unitUid : entityId;
  return {
    ...toldChange(row, 'UnitChange', context.cursors),
    changedFields: differingFields(before, after),
    before,
    after,
    unit: () => loadUnit(context, unitUid, view),
    agency: () => (isAgency ? loadAgency(context, entityId, view) : null),
  };
}

function stateOf(text: string | null, isAgency: boolean): RegisterState | null {
  if (text === null) return null;
  return isAgency ? agencyStateOf(JSON.parse(text) as LoggedAgency) : unitStateOf(JSON.parse(text) as LoggedUnit);
}

function unitStateOf(state: LoggedUnit): UnitState {
  const { uid, code, name, nameEn, level, kind, region, parentUid, validFrom, validTo } = state;
  const period = { validFrom: shownDay(validFrom), validTo: shownDay(validTo) };
  return { uid, code, name, nameEn, level, kind, region, parentUid, ...period };
}

function agencyStateOf(state: LoggedAgency): AgencyState {
  const { uid, name, nameEn, tier, kind, unitUid, parentUid, validFrom, validTo } = state;
  const period = { validFrom: shownDay(validFrom), validTo: shownDay(validTo) };
  return { uid, name, nameEn, tier, kind, unitUid, parentUid, ...period };
}
