import writeXlsxFile, { type CellObject, type Feature, type Image } from 'write-excel-file/node';
import {
  getOpeningTagMarkup,
  getOrderOfSiblings,
  insertElementMarkupAccordingToOrderOfSiblings,
  sanitizeTextContent,
} from 'write-excel-file/utility';
import { COLUMN_KEYS, COLUMNS, type ColumnKey } from '../layout/columns.js';
import { CONSENT_CHOICE, ROLE_CHOICE, TIER_CHOICE, VISIBILITY_CHOICE } from '../layout/words.js';
import { columnName } from '../problem.js';
import { writeLines } from './write-lines.js';

const CHOICES: Partial<Record<ColumnKey, readonly string[]>> = {
  tier: TIER_CHOICE.shown,
  role: ROLE_CHOICE.shown,
  privateVisibility: VISIBILITY_CHOICE.shown,
  privateConsent: CONSENT_CHOICE.shown,
};

/** An empty list with its notes, as text: a row of notes above the heading, each over its column. */
export function templateCsv(): string {
  const notes = COLUMN_KEYS.map((key) => [COLUMNS[key].noteVi, exampleOf(key)].filter((part) => part !== '').join(' '));
  return writeLines([notes, COLUMN_KEYS.map((key) => COLUMNS[key].heading)], 'begins');
}

function exampleOf(key: ColumnKey): string {
  const { example } = COLUMNS[key];
  return example === '' ? '' : `Ví dụ: ${example}`;
}

/** So many rows of the workbook are formatted as text, and have choices. */
const PREPARED_ROWS = 1_000;
const HEADING_STYLE = { fontWeight: 'bold', wrap: true, alignVertical: 'top', backgroundColor: '#DDE7F3' } as const;

/**
 * An empty list as a workbook: cells formatted as text, so that zeros stay at the beginning of codes and numbers, choices where there
 * are some, and the notes on a sheet of their own.
 */
export function templateXlsx(): Promise<Buffer> {
  const heading = COLUMN_KEYS.map((key): CellObject => ({ value: COLUMNS[key].heading, ...HEADING_STYLE }));
  const empty = COLUMN_KEYS.map((): CellObject => ({ type: String, format: '@' }));
  const list = {
    sheet: LIST_SHEET,
    data: [heading, ...Array.from({ length: PREPARED_ROWS }, () => empty)],
    columns: COLUMN_KEYS.map((key) => ({ width: Math.max(14, COLUMNS[key].heading.length + 2) })),
    stickyRowsCount: 1,
  };
  const notes = {
    sheet: 'Hướng dẫn',
    data: [
      ['Cột', 'Tên cột', 'Cách ghi', 'Giá trị cho phép', 'Ví dụ'].map(
        (value): CellObject => ({ value, ...HEADING_STYLE }),
      ),
      ...COLUMN_KEYS.map((key, index) => noteRow(key, index)),
    ],
    columns: [{ width: 6 }, { width: 26 }, { width: 80 }, { width: 40 }, { width: 28 }],
    stickyRowsCount: 1,
  };
  return writeXlsxFile([list, notes], { features: [choicesOnTheList] }).toBuffer();
}

const LIST_SHEET = 'Danh sách';

function noteRow(key: ColumnKey, index: number): CellObject[] {
  const { heading, noteVi, example } = COLUMNS[key];
  const texts = [columnName(index + 1), heading, noteVi, CHOICES[key]?.join(', ') ?? '', example];
  return texts.map((value) => ({ value, type: String, format: '@', wrap: true, alignVertical: 'top' }));
}

/** `<dataValidations>` (ECMA-376, part 1, section 18.3.1.33): the writer has none of its own. */
const choicesOnTheList: Feature<Image['content']> = {
  files: {
    transform: {
      'xl/worksheets/sheet{id}.xml': {
        transform: (xml, { sheet }) => {
          const order = getOrderOfSiblings('xl/worksheets/sheet{id}.xml', 'worksheet');
          if (sheet !== LIST_SHEET || order === undefined) return xml;
          return insertElementMarkupAccordingToOrderOfSiblings(xml, validations(), order, 'worksheet');
        },
      },
    },
  },
};

function validations(): string {
  const each = COLUMN_KEYS.flatMap((key, index) => {
    const values = CHOICES[key];
    if (values === undefined) return [];
    const column = columnName(index + 1);
    const attributes = {
      ...{ type: 'list', allowBlank: 1, showErrorMessage: 1, errorStyle: 'warning' },
      ...{ errorTitle: COLUMNS[key].heading, error: values.join(', ') },
      sqref: `${column}2:${column}${PREPARED_ROWS + 1}`,
    };
    const formula = `<formula1>"${sanitizeTextContent(values.join(','))}"</formula1>`;
    return [`${getOpeningTagMarkup('dataValidation', attributes)}${formula}</dataValidation>`];
  });
  return `<dataValidations count="${each.length}">${each.join('')}</dataValidations>`;
}
