import { askedRow, type DataCallRow, type ResponseRow } from '../data-call/data-call.entity.js';
import { AGENCIES } from './register.js';

/** A call of a test: whatever is not said is that of a list asked of the agencies named, in February 2026, by the end of 2026. */
export type DataCallParts = Partial<DataCallRow> & {
  readonly uid: string;
  /** What each agency asked has done. */
  readonly responses: readonly (Partial<ResponseRow> & { readonly agencyUid: string })[];
};

/** The rows of a call. @throws Error for an agency that the small register does not have. */
export function makeDataCall({ responses, ...parts }: DataCallParts): {
  readonly call: DataCallRow;
  readonly responses: readonly ResponseRow[];
} {
  const call: DataCallRow = {
    ...{ version: 1, kind: 'LIST', title: 'Gửi danh sách người phát ngôn', createdBy: 'test', synthetic: 1 },
    ...{ documentNumber: '1/CV-VD', documentTitle: null, documentIssuedOn: null, legalDocumentUid: null },
    ...{ askedOn: '2026-02-01', dueOn: '2026-12-31', closedOn: null, tiers: 'PROVINCE PROVINCIAL_DEPARTMENT COMMUNE' },
    unitUid: 'vn',
    ...parts,
  };
  return {
    call,
    responses: responses.map((given) => {
      const agency = AGENCIES.find(({ uid }) => uid === given.agencyUid);
      if (agency === undefined) throw new Error(`${given.agencyUid} is no agency of the small register`);
      const { tier, path, sortOfficial } = agency;
      return { ...askedRow(call.uid, { agencyUid: given.agencyUid, tier, path, sortOfficial }), ...given };
    }),
  };
}
