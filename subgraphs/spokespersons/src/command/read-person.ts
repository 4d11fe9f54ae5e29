import { type Day, readAnyDay } from '@phat-ngon/kit';
import { normaliseEmail, normalisePhone } from '../contact/normalise.js';
import type { SpokespersonRecord } from '../record.js';
import type { ContactPointRow } from '../spokesperson/contact-point.entity.js';
import type { PublicationRow } from '../spokesperson/record-facts.entity.js';
import { readLine } from './read-line.js';
import type { InputPath, Problems } from './user-errors.js';

type Contact = SpokespersonRecord['contacts'][number];
type Publication = SpokespersonRecord['publications'][number];

/** `input ContactInput`. */
export interface ContactInput {
  readonly channel: ContactPointRow['channel'];
  readonly value: string;
  readonly line: ContactPointRow['line'];
  readonly visibility: ContactPointRow['visibility'];
  readonly publicationBasis: ContactPointRow['publicationBasis'];
}

/** `input PublicationInput`. */
export interface PublicationInput {
  readonly channel: PublicationRow['channel'];
  readonly madeOn: unknown;
}

/** What a command says of a person; whatever a correction leaves out stays. */
export interface PersonInput {
  readonly fullName?: string | null;
  readonly positionTitle?: string | null;
  readonly contacts?: readonly ContactInput[] | null;
  readonly decisionNumber?: string | null;
  readonly publications?: readonly PublicationInput[] | null;
}

/** What was said of a person, read. */
export type PersonFacts = Partial<
  Pick<SpokespersonRecord, 'fullName' | 'positionTitle' | 'contacts' | 'decisionNumber' | 'publications'>
>;

const NAME_LENGTH = 200;
const NUMBER_LENGTH = 100;
const MOST_CONTACTS = 10;

/**
 * Reads what is said of a person: texts in one line, NFC; phones as E.164, addresses in one spelling. What is wrong goes to the
 * problems. @throws PublicError `BAD_USER_INPUT` for a day that is none.
 */
export function readPerson(input: PersonInput, path: InputPath, problems: Problems): PersonFacts {
  const { fullName, positionTitle, contacts, decisionNumber, publications } = input;
  const at = (field: string): InputPath => [...path, field];
  return {
    ...(fullName === undefined || fullName === null
      ? {}
      : { fullName: readLine(fullName, { path: at('fullName'), longest: NAME_LENGTH, problems }) }),
    ...(positionTitle === undefined || positionTitle === null
      ? {}
      : { positionTitle: readLine(positionTitle, { path: at('positionTitle'), longest: NAME_LENGTH, problems }) }),
    ...(contacts === undefined || contacts === null
      ? {}
      : { contacts: readContacts(contacts, at('contacts'), problems) }),
    ...(decisionNumber === undefined
      ? {}
      : {
          decisionNumber:
            decisionNumber === null
              ? null
              : readLine(decisionNumber, { path: at('decisionNumber'), longest: NUMBER_LENGTH, problems }),
        }),
    ...(publications === undefined || publications === null
      ? {}
      : { publications: readPublications(publications, at('publications'), problems) }),
  };
}

function readContacts(contacts: readonly ContactInput[], path: InputPath, problems: Problems): readonly Contact[] {
  if (contacts.length > MOST_CONTACTS) {
    const en = `A person has at most ${MOST_CONTACTS} contacts, got ${contacts.length}.`;
    const vi = `Tối đa ${MOST_CONTACTS} liên hệ cho một người, nhận được ${contacts.length}.`;
    problems.add({ code: 'TOO_LONG', path, en, vi });
    return [];
  }
  return contacts.map((contact, index) => readContact(contact, [...path, String(index)], problems));
}

function readContact(contact: ContactInput, path: InputPath, problems: Problems): Contact {
  const { channel, value: rawValue, line, visibility, publicationBasis } = contact;
  const value = channel === 'PHONE' ? normalisePhone(rawValue) : normaliseEmail(rawValue);
  if (value === null) {
    problems.add({ code: 'INVALID', path: [...path, 'value'], ...NO_CONTACT[channel] });
  }
  // Law 91/2025 on personal data: no duty by law covers a person's own line.
  if (line === 'PRIVATE' && publicationBasis !== 'CONSENT') {
    problems.add({
      code: 'CONSENT_REQUIRED',
      path: [...path, 'publicationBasis'],
      en: 'A person’s own line is kept with the person’s consent: CONSENT.',
      vi: 'Đường dây cá nhân chỉ được lưu khi có sự đồng ý của người đó: CONSENT.',
    });
  }
  return { channel, value: value ?? '', rawValue, line, visibility, publicationBasis };
}

const NO_CONTACT = {
  PHONE: {
    en: 'Expected a telephone number: +84 24 3123 4567 or 024 3123 4567.',
    vi: 'Cần một số điện thoại: +84 24 3123 4567 hoặc 024 3123 4567.',
  },
  EMAIL: {
    en: 'Expected an e-mail address: name@agency.gov.vn.',
    vi: 'Cần một địa chỉ thư điện tử: ten@coquan.gov.vn.',
  },
} as const;

function readPublications(
  publications: readonly PublicationInput[],
  path: InputPath,
  problems: Problems,
): readonly Publication[] {
  const read = publications.map(({ channel, madeOn }, index): Publication => {
    const argument = ['input', ...path, String(index), 'madeOn'].join('.');
    return { channel, madeOn: readAnyDay(madeOn, argument) as Day };
  });
  const channels = read.map(({ channel }) => channel);
  const twice = channels.findIndex((channel, index) => channels.indexOf(channel) < index);
  if (twice >= 0) {
    const en = 'One publication a channel: give the first day.';
    const vi = 'Mỗi hình thức công bố ghi một lần: lấy ngày đầu tiên.';
    problems.add({ code: 'INVALID', path: [...path, String(twice), 'channel'], en, vi });
  }
  return read;
}
