import { addDays } from '@phat-ngon/kit';
import { readLine } from '../../command/read-line.js';
import { type ContactInput, readPerson } from '../../command/read-person.js';
import { type CommandError, Problems } from '../../command/user-errors.js';
import { COLUMNS, type ColumnKey } from '../layout/columns.js';
import type { TableRow } from '../layout/read-table.js';
import { type Choice, CONSENT_CHOICE, ROLE_CHOICE, TIER_CHOICE, VISIBILITY_CHOICE } from '../layout/words.js';
import { IMPORT_PROBLEM_CODES, type ImportProblem, type ImportProblemCode, importProblem } from '../problem.js';
import { at, type CleanCell, cellRefusal, cleanCell } from './clean-cell.js';
import type { ImportRow, RowFacts, Slot } from './import-row.js';
import { readDayCell } from './read-day-cell.js';
import { digitsOf } from './read-number.js';

/** A row as far as it could be read, and what is wrong with it. */
export interface Normalised {
  readonly row: ImportRow;
  readonly problems: readonly ImportProblem[];
}

const LENGTHS = { documentNumber: 100, matter: 500 } as const;
const LONGEST_RAW = 254;

/** Reads a row of a list: the cells by what their columns mean. */
export function normaliseRow(table: TableRow, countsFrom1904: boolean): Normalised {
  const reader = new RowReader(table, countsFrom1904);
  const { contacts, ...person } = reader.person();
  const facts: RowFacts = {
    ...person,
    ...reader.line('documentNumber', LENGTHS.documentNumber),
    ...reader.line('matter', LENGTHS.matter),
    ...reader.day('documentIssuedOn'),
    ...reader.day('validFrom'),
  };
  const lastDay = reader.day('lastDay').lastDay;
  const row: ImportRow = {
    line: table.line,
    recordUid: reader.text('recordUid'),
    agency: {
      uid: reader.text('agencyUid'),
      unitCode: reader.code(),
      tier: reader.choice('tier', TIER_CHOICE),
      name: reader.text('agencyName'),
      province: reader.text('province'),
    },
    role: reader.choice('role', ROLE_CHOICE) ?? 'SPOKESPERSON',
    facts,
    validTo: lastDay === undefined ? null : addDays(lastDay, 1),
    contacts: contacts ?? [],
    columns: Object.fromEntries([...table.cells].map(([key, { column }]) => [key, column])),
  };
  return { row, problems: reader.problems };
}

class RowReader {
  readonly problems: ImportProblem[] = [];
  readonly #cells = new Map<ColumnKey, CleanCell>();
  readonly #countsFrom1904: boolean;

  constructor({ cells }: TableRow, countsFrom1904: boolean) {
    this.#countsFrom1904 = countsFrom1904;
    for (const [key, placed] of cells) {
      const cell = cleanCell(placed);
      const refusal = cellRefusal(cell);
      if (refusal !== null) this.problems.push(refusal);
      else if (cell.text !== '') this.#cells.set(key, cell);
    }
  }

  text(key: ColumnKey): string | null {
    return this.#cells.get(key)?.text ?? null;
  }

  code(): string | null {
    const cell = this.#cells.get('unitCode');
    const digits = cell === undefined ? null : this.#digits(cell);
    if (cell === undefined || digits === null) return null;
    if (/^\d{1,5}$/.test(digits)) return digits;
    this.#invalid(cell, 'a code of up to five digits', 'mã gồm tối đa năm chữ số');
    return null;
  }

  choice<Value extends string>(key: ColumnKey, words: Choice<Value>): Value | null {
    const cell = this.#cells.get(key);
    if (cell === undefined) return null;
    const value = words.read(cell.text);
    if (value === null)
      this.#invalid(cell, `one of: ${words.shown.join(', ')}`, `một trong: ${words.shown.join(', ')}`);
    return value;
  }

  day<Key extends ColumnKey>(key: Key): { readonly [key in Key]?: string } {
    const cell = this.#cells.get(key);
    if (cell === undefined) return {};
    const day = readDayCell(cell, this.#countsFrom1904);
    if (day !== null) return { [key]: day } as { readonly [key in Key]?: string };
    this.#invalid(
      cell,
      'a day as day/month/year, with four digits of the year',
      'ngày dạng ngày/tháng/năm, năm đủ bốn chữ số',
    );
    return {};
  }

  line<Key extends ColumnKey>(key: Key, longest: number): { readonly [key in Key]?: string } {
    const cell = this.#cells.get(key);
    if (cell === undefined) return {};
    const problems = new Problems();
    const text = readLine(cell.text, { path: [key], longest, problems });
    for (const error of problems.found) this.problems.push(this.#atColumn(key, error));
    return { [key]: text } as { readonly [key in Key]?: string };
  }

  /** What the row says of the person, by the rules of single commands. */
  person(): ReturnType<typeof readPerson> {
    const problems = new Problems();
    const contacts = this.#contacts();
    const [fullName, positionTitle] = [this.#words('fullName'), this.#words('positionTitle')];
    const decisionNumber = this.text('decisionNumber');
    const read = readPerson(
      {
        ...{ fullName, positionTitle, contacts: contacts.map(({ input }) => input) },
        ...(decisionNumber === null ? {} : { decisionNumber }),
      },
      [],
      problems,
    );
    for (const error of problems.found) {
      const [field = '', index = '', what] = error.path;
      const slot = field === 'contacts' ? contacts[Number(index)]?.slot : undefined;
      const key = slot === undefined ? (field as ColumnKey) : what === 'value' ? slot : 'privateConsent';
      this.problems.push(this.#atColumn(key, error));
    }
    return read;
  }

  #contacts(): readonly { readonly slot: Slot; readonly input: ContactInput }[] {
    const visibility = this.choice('privateVisibility', VISIBILITY_CHOICE) ?? 'AUTHORITY';
    const isConsented = this.choice('privateConsent', CONSENT_CHOICE) === 'YES';
    const office = { line: 'OFFICIAL', visibility: 'PUBLIC', publicationBasis: 'LEGAL_DUTY' } as const;
    const own = { line: 'PRIVATE', visibility, publicationBasis: isConsented ? 'CONSENT' : 'LEGAL_DUTY' } as const;
    const slots: readonly { readonly slot: Slot; readonly as: Omit<ContactInput, 'value'> }[] = [
      { slot: 'phone', as: { channel: 'PHONE', ...office } },
      { slot: 'email', as: { channel: 'EMAIL', ...office } },
      { slot: 'privatePhone', as: { channel: 'PHONE', ...own } },
    ];
    return slots.flatMap(({ slot, as }) => {
      const cell = this.#cells.get(slot);
      const value = cell === undefined ? null : as.channel === 'PHONE' ? this.#digits(cell) : cell.text;
      if (cell === undefined || value === null) return [];
      if (value.length <= LONGEST_RAW) return [{ slot, input: { ...as, value } }];
      const en = `Expected at most ${LONGEST_RAW} characters, got ${value.length}.`;
      this.problems.push(
        at(cell, { code: 'TOO_LONG', en, vi: `Tối đa ${LONGEST_RAW} ký tự, nhận được ${value.length}.` }),
      );
      return [];
    });
  }

  #digits(cell: CleanCell): string | null {
    const digits = digitsOf(cell.text);
    if (digits !== null) return digits;
    this.problems.push(
      at(cell, {
        code: 'LOST_DIGITS',
        en: `The spreadsheet has turned the number into ${cell.text}; its last digits are gone. Format the column as text and enter it again.`,
        vi: `Bảng tính đã đổi số thành ${cell.text} và làm mất các chữ số cuối. Hãy định dạng cột là văn bản rồi nhập lại.`,
      }),
    );
    return null;
  }

  /** Text of a font with letters of its own (TCVN3 and the like) arrives as signs nobody has in a name. */
  #words(key: 'fullName' | 'positionTitle'): string | null {
    const cell = this.#cells.get(key);
    if (cell === undefined) return null;
    if (/[\u0080-\u00bf]|[a-z][À-Þ]/u.test(cell.text)) {
      this.problems.push(
        at(cell, {
          code: 'INVALID',
          en: `"${cell.text}" is written in an old font (TCVN3, VNI). Convert the file to Unicode.`,
          vi: `"${cell.text}" được gõ bằng phông chữ cũ (TCVN3, VNI). Hãy chuyển tệp sang Unicode.`,
        }),
      );
    }
    return cell.text;
  }

  #invalid(cell: CleanCell, en: string, vi: string): void {
    const got = JSON.stringify(cell.text);
    this.problems.push(
      at(cell, { code: 'INVALID', en: `Expected ${en}, got ${got}.`, vi: `Cần ${vi}, nhận được ${got}.` }),
    );
  }

  #atColumn(key: ColumnKey, error: CommandError): ImportProblem {
    const cell = this.#cells.get(key);
    const place = { column: cell?.column ?? null, field: COLUMNS[key].heading };
    return importProblem({ code: codeOf(error.code), ...place, en: error.en, vi: error.vi });
  }
}

/** What the rules of single commands say, in the codes of imports. */
export function codeOf(code: CommandError['code']): ImportProblemCode {
  return IMPORT_PROBLEM_CODES.find((known) => known === code) ?? 'INVALID';
}
