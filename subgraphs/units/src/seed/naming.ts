import type { UnitKind } from './register.js';

/** The five tone marks; the other marks make letters (ă, â, ơ …). */
const TONE = /\u0300|\u0301|\u0303|\u0309|\u0323/gu;

/** The kind words that stand before a unit's own name, longest first. */
const KIND_WORDS = ['Thành phố', 'Thị trấn', 'Thị xã', 'Đặc khu', 'Phường', 'Huyện', 'Quận', 'Tỉnh', 'Xã'] as const;

const ENGLISH: Readonly<Record<UnitKind, string>> = {
  COUNTRY: '',
  PROVINCE: 'Province',
  MUNICIPALITY: 'City',
  URBAN_DISTRICT: 'District',
  RURAL_DISTRICT: 'District',
  TOWN: 'Town',
  PROVINCIAL_CITY: 'City',
  COMMUNE: 'Commune',
  WARD: 'Ward',
  TOWNSHIP: 'Township',
  SPECIAL_ZONE: 'Special Zone',
};

/** The name without its kind word: "Xã Tân Xã" gives "Tân Xã"; a name without one is its own short name. */
export function shortNameOf(name: string): string {
  const word = KIND_WORDS.find((kind) => name.startsWith(`${kind} `));
  return word === undefined ? name : name.slice(word.length + 1);
}

/** Latin letters without diacritics, case kept. */
export function withoutDiacritics(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D');
}

/** The customary English form: "Ba Dinh Ward", and "Ward 12" where the name is a number. */
export function englishNameOf(shortName: string, kind: UnitKind): string {
  const plain = withoutDiacritics(shortName);
  return /^\d/.test(plain) ? `${ENGLISH[kind]} ${plain}` : `${plain} ${ENGLISH[kind]}`.trim();
}

/** "Phường Trúc Bạch" inside a longer name: "phường Trúc Bạch". */
export function inRunningText(name: string): string {
  return name.charAt(0).toLocaleLowerCase('vi') + name.slice(1);
}

/**
 * A key under which two spellings of one name meet: normal form, case and tone placement (hoà, hòa) are levelled, letters and
 * tones themselves are not.
 */
export function spellingKey(name: string): string {
  return name
    .normalize('NFD')
    .toLowerCase()
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((word) => word !== '')
    .map((word) => word.replace(TONE, '') + (word.match(TONE) ?? []).join(''))
    .join(' ');
}
