import { type Day, isPlaced, OPEN_TO } from '@phat-ngon/kit';
import type { SpeakerRole } from '../spokesperson/spokesperson.entity.js';
import type { Outlook } from './outlook.js';
import type { Problems } from './user-errors.js';

/** A role somebody is to have at an agency for a period. */
export interface Appointment {
  readonly agencyUid: string;
  readonly role: SpeakerRole;
  readonly validFrom: Day;
  readonly validTo: Day;
  /** Records that do not stand in its way: itself, and the one it replaces. */
  readonly besides: readonly string[];
  /** The input field that names the role; null where the command itself does. */
  readonly roleField: string | null;
}

/** One agency has one of each at a time (Decree 09/2017, art. 3). */
export const ONE_AT_A_TIME: readonly SpeakerRole[] = ['SPOKESPERSON', 'HEAD'];

/**
 * Holds an appointment against the rules of its first day: the agency must be there for the whole term, the rule for its class must
 * foresee the role, and nobody else may have it.
 */
export async function checkAppointment(outlook: Outlook, appointment: Appointment, problems: Problems): Promise<void> {
  if (!checkTerm(appointment, problems)) return;
  if (!(await checkAgency(outlook, appointment, problems))) return;
  await checkRole(outlook, appointment, problems);
  await checkOverlap(outlook, appointment, problems);
}

/** Whether a term begins before it ends. */
export function checkTerm(
  { validFrom, validTo }: Pick<Appointment, 'validFrom' | 'validTo'>,
  problems: Problems,
): boolean {
  if (validFrom < validTo) return true;
  problems.add({
    code: 'ENDS_BEFORE_START',
    path: ['validTo'],
    en: `The term begins on ${validFrom}; its end (the first day after it) must be later, got ${validTo}.`,
    vi: `Nhiệm kỳ bắt đầu ngày ${validFrom}; ngày kết thúc (ngày đầu tiên không còn) phải sau ngày đó, nhận được ${validTo}.`,
  });
  return false;
}

/** Whether the agency is there for the whole of a term. */
export async function checkAgency(
  { placements }: Outlook,
  { agencyUid, validFrom, validTo }: Pick<Appointment, 'agencyUid' | 'validFrom' | 'validTo'>,
  problems: Problems,
): Promise<boolean> {
  const [first, last] = await Promise.all([
    placements.agencies.load({ uid: agencyUid, day: validFrom }),
    placements.agencies.load({ uid: agencyUid, day: OPEN_TO }),
  ]);
  if (last === null) {
    problems.add({ code: 'NOT_FOUND', path: ['agency'], en: 'There is no such agency.', vi: 'Không có cơ quan này.' });
    return false;
  }
  if (isPlaced(first, validFrom) && (validTo === OPEN_TO || validTo <= last.validTo)) return true;
  const period = last.validTo === OPEN_TO ? '' : ` It ended on ${last.validTo}.`;
  const giai = last.validTo === OPEN_TO ? '' : ` Cơ quan kết thúc ngày ${last.validTo}.`;
  problems.add({
    code: 'AGENCY_NOT_IN_FORCE',
    path: ['agency'],
    en: `${last.name} is not there for the whole term.${period}`,
    vi: `${last.name} không hoạt động trong cả thời gian này.${giai}`,
  });
  return false;
}

async function checkRole({ placements, rules }: Outlook, appointment: Appointment, problems: Problems): Promise<void> {
  const { agencyUid, role, validFrom, roleField } = appointment;
  const agency = await placements.agencies.load({ uid: agencyUid, day: validFrom });
  const rule = agency === null ? undefined : (await rules.speaking(validFrom)).get(agency.tier);
  if (!rule?.roles || rule.roles.split(' ').includes(role)) return;
  problems.add({
    code: 'ROLE_NOT_FORESEEN',
    path: roleField === null ? [] : [roleField],
    en: `On ${validFrom} the rule for agencies of this tier does not foresee ${role}: ${rule.textEn}`,
    vi: `Ngày ${validFrom}, quy định cho cơ quan cấp này không có vai trò ${role}: ${rule.textVi}`,
    legalBasisUid: rule.legalBasisUid,
  });
}

async function checkOverlap({ holders }: Outlook, appointment: Appointment, problems: Problems): Promise<void> {
  const { agencyUid, role, validFrom, validTo, besides } = appointment;
  if (!ONE_AT_A_TIME.includes(role)) return;
  const other = (await holders.load(agencyUid)).find(
    (holder) =>
      holder.role === role && holder.validFrom < validTo && validFrom < holder.validTo && !besides.includes(holder.uid),
  );
  if (other === undefined) return;
  problems.add({
    code: 'OVERLAPS',
    path: ['validFrom'],
    en: `${other.fullName} (${other.uid}) has this role since ${other.validFrom}. End that appointment first, or replace the person.`,
    vi: `${other.fullName} (${other.uid}) đang giữ vai trò này từ ${other.validFrom}. Hãy kết thúc trước, hoặc dùng lệnh thay người.`,
  });
}
