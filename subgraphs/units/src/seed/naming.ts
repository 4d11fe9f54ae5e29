import type { UnitLevel } from '@phat-ngon/kit';
import type { UnitKind } from './register.js';

/** The five tone marks; the other marks make letters (ă, â, ơ …). */
const TONE = /\u0300|\u0301|\u0303|\u0309|\u0323/gu;

/** The kinds a level has, each with the word that stands before the name of a unit of it. */
const KINDS = {
  PROVINCE: { PROVINCE: 'Tỉnh', MUNICIPALITY: 'Thành phố' },
  DISTRICT: { URBAN_DISTRICT: 'Quận', RURAL_DISTRICT: 'Huyện', TOWN: 'Thị xã', PROVINCIAL_CITY: 'Thành phố' },
  COMMUNE: { COMMUNE: 'Xã', WARD: 'Phường', TOWNSHIP: 'Thị trấn', SPECIAL_ZONE: 'Đặc khu' },
} as const satisfies Record<Exclude<UnitLevel, 'COUNTRY'>, Partial<Record<UnitKind, string>>>;

/** The kind words, longest first. */
const KIND_WORDS = [...new Set(Object.values(KINDS).flatMap((kinds): string[] => Object.values(kinds)))].sort(
  (a, b) => b.length - a.length,
);

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

/** A name as the register writes it: Unicode NFC, single spaces, none around it. */
export function normalName(name: string): string {
  return name.normalize('NFC').trim().replace(/\s+/gu, ' ');
}

/** The kinds that units of a level can be of. */
export function kindsOfLevel(level: keyof typeof KINDS): readonly UnitKind[] {
  return Object.keys(KINDS[level]) as UnitKind[];
}

/** The kind that the first word of a name tells: a "Thành phố" is a municipality among provinces; null where no word does. */
export function kindNamed(level: keyof typeof KINDS, name: string): UnitKind | null {
  const kinds = Object.entries(KINDS[level]) as [UnitKind, string][];
  return kinds.find(([, word]) => name.startsWith(`${word} `))?.[0] ?? null;
}

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
