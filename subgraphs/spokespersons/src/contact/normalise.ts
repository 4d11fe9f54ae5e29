import { domainToASCII } from 'node:url';
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import validator from 'validator';

/** The demonstration's numbers, which nobody can dial (`undialablePhone`): `00` and seven digits behind Vietnam's code, or alone. */
const UNDIALABLE = /^(?:\+84|0084|84)?(00\d{7})$/;

/**
 * A phone number as it is stored and compared: E.164. Takes whatever stands for Vietnam's code (`+84`, `0084`, `84`, the trunk
 * `0`, or nothing where a spreadsheet ate the zero), any separators, and numbers of other countries with theirs. Null for what is no
 * number, for two in one, and for one with an extension, which E.164 has no room for.
 *
 * Asked is the form of a plan (lengths and first digits), not whether a range has been given out: a missing digit is told, and
 * an operator's new prefix does not wait for new tables. The demonstration's numbers are taken by name, since they fit no plan.
 */
export function normalisePhone(raw: string): string | null {
  const [, undialable] = UNDIALABLE.exec(raw.normalize('NFKC').replace(/[\s().-]/gu, '')) ?? [];
  if (undialable !== undefined) return `+84${undialable}`;
  const phone = parsePhoneNumberFromString(raw.trim(), { defaultCountry: 'VN', extract: false });
  return phone?.isValid() && phone.ext === undefined ? phone.number : null;
}

/**
 * An e-mail address as it is stored and compared: NFC, the domain in lower case and ASCII (RFC 5891), the local part as written,
 * since only its host may fold it (RFC 5321, section 2.4). Null for what is no address, or more than one.
 */
export function normaliseEmail(raw: string): string | null {
  const text = raw.normalize('NFC').trim();
  const at = text.lastIndexOf('@');
  const address = `${text.slice(0, at)}@${domainToASCII(text.slice(at + 1))}`;
  return at > 0 && validator.isEmail(address) ? address : null;
}
