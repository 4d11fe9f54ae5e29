import { badInput, isPlaced, liveViewOn, readUid } from '@phat-ngon/kit';
import type { Context } from '../context.js';
import type { ContactPointRow } from '../spokesperson/contact-point.entity.js';
import type { SpokespersonRow } from '../spokesperson/spokesperson.entity.js';
import { isInRoleOn, isPublishedOn } from '../spokesperson/spokesperson.rules.js';
import { loadSpokesperson } from '../spokesperson/viewed-spokesperson.js';
import { normaliseEmail, normalisePhone } from './normalise.js';

/** Arguments of `Query.contactMatches`. */
export interface ContactMatchesArguments {
  readonly spokesperson: string;
  readonly channel?: ContactPointRow['channel'] | null;
  readonly value: string;
}

/** `enum ContactMatchAnswer` with its labels, in Vietnamese and English. */
const ANSWERS = {
  YES: ['Đúng là liên hệ của người này', 'It is a contact of this person'],
  NO: ['Không phải liên hệ của người này', 'It is no contact of this person'],
  NO_LONGER_IN_OFFICE: ['Người này không còn giữ nhiệm vụ', 'The person has left the role'],
  NOT_VERIFIED: ['Hồ sơ đang được xác minh', 'The record is being verified'],
} as const satisfies Record<string, readonly [vi: string, en: string]>;

/** `type ContactMatch`. */
export interface ContactMatch {
  readonly answer: keyof typeof ANSWERS;
  readonly label: string;
  readonly labelEn: string;
}

/**
 * `Query.contactMatches`: verifies, and does not reveal. Null for a record the caller cannot see.
 * @throws PublicError `BAD_USER_INPUT` for what is no number or address, `RATE_LIMITED`.
 */
export async function contactMatches(
  _: unknown,
  args: ContactMatchesArguments,
  context: Context,
): Promise<ContactMatch | null> {
  const uid = readUid(args.spokesperson, { type: 'Spokesperson', argument: 'spokesperson', view: null });
  const asked = readContact(args);
  await context.contactLimits.spend(context.principal, uid);
  const record = await loadSpokesperson(context, uid, liveViewOn(context.today));
  if (record === null) return null;
  const answer = await compare(record.row, asked, context);
  return { answer, label: ANSWERS[answer][0], labelEn: ANSWERS[answer][1] };
}

type Asked = Pick<ContactPointRow, 'channel' | 'value'>;

function readContact({ channel, value }: ContactMatchesArguments): Asked {
  const meant = channel ?? (value.includes('@') ? 'EMAIL' : 'PHONE');
  const normal = normalised({ channel: meant, value });
  if (normal !== null) return { channel: meant, value: normal };
  throw meant === 'EMAIL'
    ? badInput('value', 'value: expected an e-mail address.', 'value: cần một địa chỉ thư điện tử.')
    : badInput(
        'value',
        'value: expected a phone number, with the code of its town or country.',
        'value: cần một số điện thoại, kèm mã vùng hoặc mã nước.',
      );
}

function normalised({ channel, value }: Asked): string | null {
  return channel === 'EMAIL' ? normaliseEmail(value) : normalisePhone(value);
}

async function compare(row: SpokespersonRow, asked: Asked, context: Context): Promise<ContactMatch['answer']> {
  const { rights, today } = context;
  const [agency, contacts] = await Promise.all([
    context.placements.agencies.load({ uid: row.agencyUid, day: today }),
    context.spokespersons.contacts.load(row.uid),
  ]);
  if (!isInRoleOn(row, today) || !isPlaced(agency, today)) return 'NO_LONGER_IN_OFFICE';
  if (!isPublishedOn(row, today) && !(await rights.isStaffOf(row.agencyUid))) return 'NOT_VERIFIED';
  const own = contacts.filter((contact) => contact.channel === asked.channel);
  return own.some((contact) => (normalised(contact) ?? contact.value) === asked.value) ? 'YES' : 'NO';
}
