import { addDays, type Day, OPEN_TO, type Tier } from '@phat-ngon/kit';
import type { SpokespersonRecord } from '../record.js';
import type { ReviewState, SpeakerRole } from '../spokesperson/spokesperson.entity.js';
import type { Draws } from './draws.js';
import { exampleAddress, fictionalName, positionOf, undialablePhone } from './fictional-people.js';
import { confirmationDays, FIGURES_DAY, SEED_END, type Term } from './terms.js';

/** What a record is made for. */
export interface RecordFrame {
  readonly agencyUid: string;
  readonly tier: Tier;
  readonly role: SpeakerRole;
  readonly uid: string;
  readonly term: Term;
  /** The first day on which it may be verified. */
  readonly verifiedFrom: Day;
}

const SOURCE = {
  sourceDocument: 'Dữ liệu minh họa',
  sourceImporter: 'seed',
  sourceFile: null,
  sourceRow: null,
} as const;
const NO_DOCUMENT = { documentNumber: null, documentTitle: null, documentIssuedOn: null, matter: null } as const;

/**
 * A fictional record for a term: it comes in and is verified within some days of its beginning, while the term lasts, unless it
 * came in lately.
 */
export function buildRecord(frame: RecordFrame, draws: Draws): SpokespersonRecord {
  const { agencyUid, tier, role, uid, term } = frame;
  const lastDay = addDays(term.to, -1);
  const recordedOn = earlier(addDays(term.from, draws.between(0, 2)), lastDay);
  const earliest = recordedOn > frame.verifiedFrom ? recordedOn : frame.verifiedFrom;
  const verifiedOn = earlier(addDays(earliest, draws.between(0, 18)), lastDay);
  const review = reviewOf(verifiedOn, term, draws);
  const publishedOn = review === 'VERIFIED' ? verifiedOn : null;
  return {
    uid,
    agencyUid,
    fullName: fictionalName(draws),
    positionTitle: positionOf(role, tier),
    role,
    validFrom: term.from,
    validTo: term.to,
    endRecordedOn: term.to === OPEN_TO ? null : term.to,
    recordedOn,
    publishedOn,
    reviewState: review,
    decisionNumber: role === 'HEAD' ? null : `${draws.between(1, 4_000)}/QĐ-VD`,
    ...(role === 'AUTHORIZED' ? authorisation(term, draws) : NO_DOCUMENT),
    ...SOURCE,
    synthetic: true,
    contacts: contactsOf(agencyUid, lacksItem(term, role, draws), draws),
    confirmations: publishedOn === null ? [] : confirmationsOf(agencyUid, publishedOn, term.to, draws),
    publications: publishedOn === null ? [] : publicationsOf(term.from, draws),
  };
}

function earlier(a: Day, b: Day): Day {
  return a < b ? a : b;
}

/** What is verified after the data's last day waits still; of what came in lately some was returned or taken back. */
function reviewOf(verifiedOn: Day, term: Term, draws: Draws): ReviewState {
  const settled = draws.share();
  if (verifiedOn > SEED_END) return 'PENDING';
  if (term.to !== OPEN_TO || term.from < addDays(SEED_END, -120)) return 'VERIFIED';
  if (settled < 0.06) return 'RETURNED';
  if (settled < 0.09) return 'WITHDRAWN';
  return settled < 0.35 ? 'PENDING' : 'VERIFIED';
}

function lacksItem(term: Term, role: SpeakerRole, draws: Draws): 'PHONE' | 'EMAIL' | null {
  const drawn = draws.share();
  // Who was counted on the day of the reported figures was complete.
  if (role === 'SPOKESPERSON' && term.from <= FIGURES_DAY) return null;
  if (drawn < 0.025) return 'PHONE';
  return drawn < 0.05 ? 'EMAIL' : null;
}

function contactsOf(
  agencyUid: string,
  lacking: 'PHONE' | 'EMAIL' | null,
  draws: Draws,
): SpokespersonRecord['contacts'] {
  const desk = undialablePhone(draws);
  const mobile = undialablePhone(draws);
  const address = exampleAddress(agencyUid);
  const office = { line: 'OFFICIAL', visibility: 'PUBLIC', publicationBasis: 'LEGAL_DUTY' } as const;
  const all: SpokespersonRecord['contacts'] = [
    { channel: 'PHONE', value: desk.e164, rawValue: desk.raw, ...office },
    { channel: 'EMAIL', value: address, rawValue: address, ...office },
  ];
  const kept = all.filter((contact) => contact.channel !== lacking);
  if (lacking !== null || !draws.chance(0.3)) return kept;
  const visibility = draws.chance(0.5) ? 'PRESS' : 'AUTHORITY';
  return [
    ...kept,
    {
      channel: 'PHONE',
      value: mobile.e164,
      rawValue: mobile.raw,
      line: 'PRIVATE',
      visibility,
      publicationBasis: 'CONSENT',
    },
  ];
}

function confirmationsOf(
  agencyUid: string,
  verifiedOn: Day,
  to: Day,
  draws: Draws,
): SpokespersonRecord['confirmations'] {
  return confirmationDays(verifiedOn, to, draws).map((confirmedOn, index) => ({
    confirmedOn,
    confirmedAt: `${confirmedOn}T02:00:00.000Z`,
    confirmedBy: index === 0 ? 'press-authority' : agencyUid,
  }));
}

function publicationsOf(from: Day, draws: Draws): SpokespersonRecord['publications'] {
  const portal = { channel: 'PORTAL', madeOn: addDays(from, draws.between(0, 5)) } as const;
  const notice = { channel: 'WRITTEN_NOTICE', madeOn: addDays(from, draws.between(0, 9)) } as const;
  return draws.chance(0.4) ? [portal, notice] : [portal];
}

const MATTERS = [
  'Công tác phòng, chống thiên tai',
  'Tiến độ công trình giao thông trọng điểm',
  'Kỳ thi tốt nghiệp trung học phổ thông',
  'Sắp xếp đơn vị hành chính',
] as const;

function authorisation(
  term: Term,
  draws: Draws,
): Pick<SpokespersonRecord, 'documentNumber' | 'documentTitle' | 'documentIssuedOn' | 'matter'> {
  const matter = draws.pick(MATTERS);
  return {
    documentNumber: draws.chance(0.9) ? `${draws.between(1, 900)}/UQ-VD` : null,
    documentTitle: `Ủy quyền phát ngôn: ${matter}`,
    documentIssuedOn: addDays(term.from, -1),
    matter,
  };
}
