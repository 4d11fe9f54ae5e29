import {
  type Day,
  groupRows,
  type PlacementLoaders,
  type Principal,
  placementLoaders,
  type Reading,
  rowsAmong,
} from '@phat-ngon/kit';
import DataLoader from 'dataloader';
import { type Rights, rightsOf } from '../rights/rights.js';
import { type RuleLoaders, ruleLoaders } from '../rules/rule.store.js';
import type { SpeakerRole } from '../spokesperson/spokesperson.entity.js';

/** Somebody's term in a role, as far as others have to keep clear of it. */
export interface Holder {
  readonly uid: string;
  readonly agencyUid: string;
  readonly role: SpeakerRole;
  readonly fullName: string;
  readonly validFrom: Day;
  readonly validTo: Day;
}

/** What a command is held against: the caller's rights, and what holds on which day. What is asked for together is read together. */
export interface Outlook {
  readonly today: Day;
  readonly rights: Rights;
  readonly placements: PlacementLoaders;
  readonly rules: RuleLoaders;
  /** By agency, whoever has, had or will have a role there and was not withdrawn, the earliest first. */
  readonly holders: DataLoader<string, readonly Holder[]>;
}

/** What a caller's commands are held against, as it stands now. */
export function outlookOf(reading: Reading, principal: Principal, today: Day): Outlook {
  const placements = placementLoaders(reading);
  return {
    today,
    placements,
    rights: rightsOf(principal, placements, today),
    rules: ruleLoaders(reading),
    holders: new DataLoader(async (agencyUids) => {
      const groups = groupRows(await rowsAmong<Holder>(reading, HOLDERS, agencyUids), (row) => row.agencyUid);
      return agencyUids.map((uid) => groups.get(uid) ?? []);
    }),
  };
}

const HOLDERS = {
  columns:
    'v.uid AS `uid`, v.agency_uid AS `agencyUid`, v.role AS `role`, v.full_name AS `fullName`, ' +
    'v.valid_from AS `validFrom`, v.valid_to AS `validTo`',
  from: 'spokesperson v',
  key: 'v.agency_uid',
  where: { sql: "v.review_state <> 'WITHDRAWN'", parameters: [] },
  order: 'v.agency_uid, v.valid_from, v.uid',
};
