import { foldText, TIERS, type Tier } from '@phat-ngon/kit';
import type { Visibility } from '../../spokesperson/contact-point.entity.js';
import { SPEAKER_ROLES, type SpeakerRole } from '../../spokesperson/spokesperson.entity.js';

/** The words of a column with a choice: what exports write first, then whatever else is understood. */
type Words<Value extends string> = Readonly<Record<Value, readonly [shown: string, ...others: string[]]>>;

const ROLE_WORDS: Words<SpeakerRole> = {
  SPOKESPERSON: ['Người phát ngôn', 'phát ngôn', 'npn', 'spokesperson'],
  HEAD: ['Người đứng đầu', 'đứng đầu', 'thủ trưởng', 'head'],
  AUTHORIZED: ['Được ủy quyền', 'người được ủy quyền', 'người được ủy quyền phát ngôn', 'ủy quyền', 'authorized'],
  COORDINATING: ['Phối hợp', 'người phối hợp', 'coordinating'],
};

const TIER_WORDS: Words<Tier> = {
  CENTRAL: ['Trung ương', 'bộ', 'bộ, ngành', 'central'],
  PROVINCE: ['Tỉnh', 'cấp tỉnh', 'UBND tỉnh', 'thành phố', 'province'],
  PROVINCIAL_DEPARTMENT: ['Sở', 'sở, ban, ngành', 'cơ quan chuyên môn', 'provincial department', 'department'],
  DISTRICT: ['Huyện', 'cấp huyện', 'UBND huyện', 'quận', 'thị xã', 'district'],
  COMMUNE: ['Xã', 'cấp xã', 'UBND xã', 'phường', 'thị trấn', 'đặc khu', 'commune'],
};

const VISIBILITY_WORDS: Words<Visibility> = {
  PUBLIC: ['Công khai', 'public'],
  PRESS: ['Báo chí', 'cho báo chí', 'press'],
  AUTHORITY: ['Cơ quan quản lý', 'nội bộ', 'không công khai', 'authority'],
};

const CONSENT_WORDS: Words<'YES' | 'NO'> = {
  YES: ['Có', 'x', '1', 'true', 'yes', 'đồng ý', 'y'],
  NO: ['Không', '0', 'false', 'no', 'không đồng ý', 'chưa', 'n'],
};

/** A choice as files write it. */
export interface Choice<Value extends string> {
  /** The value a text stands for; null for a text that is none of the words. */
  read(text: string): Value | null;
  /** The word that stands for a value. */
  show(value: Value): string;
  /** All words that are shown, in order. */
  readonly shown: readonly string[];
}

function choice<Value extends string>(words: Words<Value>, values: readonly Value[]): Choice<Value> {
  const known = new Map(
    values.flatMap((value) => [value, ...words[value]].map((word): [string, Value] => [foldText(word), value])),
  );
  const show = (value: Value): string => words[value][0];
  return { read: (text) => known.get(foldText(text)) ?? null, show, shown: values.map(show) };
}

/** Roles. */
export const ROLE_CHOICE = choice(ROLE_WORDS, SPEAKER_ROLES);
/** Tiers of agencies. */
export const TIER_CHOICE = choice(TIER_WORDS, TIERS);
/** Who may see a person's own number. */
export const VISIBILITY_CHOICE = choice(VISIBILITY_WORDS, ['PUBLIC', 'PRESS', 'AUTHORITY']);
/** Whether the person consents. */
export const CONSENT_CHOICE = choice(CONSENT_WORDS, ['YES', 'NO']);
