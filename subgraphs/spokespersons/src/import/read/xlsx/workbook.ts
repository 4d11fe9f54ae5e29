import { foldText } from '@phat-ngon/kit';
import { type Archive, notXlsx } from './archive.js';
import { attribute, readXml, type XmlListener } from './read-xml.js';

/** Where a workbook has its list. */
export interface Workbook {
  /** The entry of the sheet to read. */
  readonly sheet: string;
  /** The entry of the shared strings, which may not be there. */
  readonly strings: string;
  readonly countsFrom1904: boolean;
}

interface Sheet {
  readonly name: string;
  readonly relation: string;
  readonly isHidden: boolean;
}

const WORKBOOK = 'xl/workbook.xml';
const RELATIONS = 'xl/_rels/workbook.xml.rels';
/** The sheet of the template; in a workbook without one of that name the first that is not hidden. */
const LIST_SHEET = foldText('Danh sách');

/** Finds the list of a workbook (ECMA-376, 18.2). @throws FileRefused `NOT_XLSX`. */
export async function findList(archive: Archive): Promise<Workbook> {
  const sheets: Sheet[] = [];
  let countsFrom1904 = false;
  await listen(archive, WORKBOOK, (name, attributes) => {
    if (name === 'workbookPr') countsFrom1904 = /^(1|true|on)$/.test(attribute(attributes, 'date1904') ?? '');
    if (name !== 'sheet') return;
    const state = attribute(attributes, 'state') ?? 'visible';
    const sheetName = attributes.name ?? '';
    sheets.push({ name: sheetName, relation: attribute(attributes, 'id') ?? '', isHidden: state !== 'visible' });
  });
  const relations = new Map<string, { readonly target: string; readonly type: string }>();
  await listen(archive, RELATIONS, (name, { Id = '', Target = '', Type = '' }) => {
    if (name === 'Relationship') relations.set(Id, { target: entryOf(Target), type: Type });
  });
  const visible = sheets.filter(({ isHidden }) => !isHidden);
  const chosen = visible.find(({ name }) => foldText(name) === LIST_SHEET) ?? visible[0];
  const sheet = chosen === undefined ? undefined : relations.get(chosen.relation)?.target;
  if (sheet === undefined || archive.sizeOf(sheet) === null) throw notXlsx();
  const strings = [...relations.values()].find(({ type }) => type.endsWith('/sharedStrings'))?.target ?? '';
  return { sheet, strings, countsFrom1904 };
}

/** The entry that a target names: absolute, or from the workbook's folder; names of entries are compared without case. */
function entryOf(target: string): string {
  return new URL(target, 'xlsx:/xl/workbook.xml').pathname.slice(1).toLowerCase();
}

async function listen(archive: Archive, name: string, opened: XmlListener['opened']): Promise<void> {
  const nothing = (): void => undefined;
  for await (const _ of readXml(archive.textOf(name), { opened, closed: nothing, text: nothing }));
}
