import { OPEN_TO } from '@phat-ngon/kit';
import type { KeptState } from '../keeping/kept.js';
import type { FocalPointState, OfficerState } from '../keeping/staff.keepers.js';

const IN_FORCE: Omit<KeptState, 'uid' | 'agencyUid'> = {
  ...{ validFrom: '2023-02-01', validTo: OPEN_TO, recordedOn: '2023-02-01', publishedOn: '2023-02-01' },
  reviewState: 'VERIFIED',
  synthetic: true,
};

/** A verified post that is open. */
export function makeFocalPoint(uid: string, agencyUid: string, holderUid: string | null): FocalPointState {
  return { uid, agencyUid, holderUid, name: 'Đầu mối phát ngôn', ...IN_FORCE };
}

/** A verified member of the policy-communication staff who serves still. */
export function makeOfficer(uid: string, agencyUid: string, fullName: string): OfficerState {
  return { uid, agencyUid, fullName, positionTitle: 'Chuyên viên', ...IN_FORCE };
}
