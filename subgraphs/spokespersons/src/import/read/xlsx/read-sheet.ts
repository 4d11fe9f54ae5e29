import { FileRefused } from '../../problem.js';
import { LIMITS } from '../limits.js';
import { type Cell, EMPTY_CELL, type SourceRow } from '../source-row.js';
import { malformed } from './archive.js';
import { readXml, type XmlListener } from './read-xml.js';
import { type SharedStrings, TextRuns } from './shared-strings.js';

/** A cell whose text lies among the shared strings. */
interface SharedCell {
  readonly shared: number;
}

interface RawRow {
  readonly line: number;
  readonly cells: (Cell | SharedCell)[];
}

/** The rows of a sheet (ECMA-376, 18.3.1.73) in order. @throws FileRefused `MALFORMED`, `TOO_MANY_COLUMNS`. */
export async function* readSheet(
  texts: AsyncIterable<string>,
  strings: SharedStrings,
): AsyncGenerator<SourceRow, void, undefined> {
  const rows: RawRow[] = [];
  for await (const _ of readXml(texts, new SheetListener(rows))) {
    for (const { line, cells } of rows.splice(0)) {
      const found: Cell[] = [];
      for (const cell of cells) found.push('shared' in cell ? await textOf(cell, strings) : cell);
      yield { line, cells: found };
    }
  }
}

async function textOf({ shared }: SharedCell, strings: SharedStrings): Promise<Cell> {
  const text = strings.peek(shared);
  const found = text === undefined ? await strings.load(shared) : text;
  if (found === null) throw malformed();
  return { text: found, kind: 'text' };
}

/** Puts cells together into rows. What has no reference (`r`) stands behind what came before. */
class SheetListener implements XmlListener {
  readonly #rows: RawRow[];
  readonly #runs = new TextRuns();
  #line = 0;
  #cells: (Cell | SharedCell)[] = [];
  #column = 0;
  #type = 'n';
  #value = '';
  #isValue = false;
  #isFormula = false;

  constructor(rows: RawRow[]) {
    this.#rows = rows;
  }

  opened(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'row') this.#beginRow(attributes.r);
    else if (name === 'c') this.#beginCell(attributes);
    else if (name === 'v') this.#isValue = true;
    else if (name === 'f') this.#isFormula = true;
    else this.#runs.opened(name);
  }

  closed(name: string): void {
    if (name === 'row') this.#rows.push({ line: this.#line, cells: this.#cells });
    else if (name === 'c') this.#endCell();
    else if (name === 'v') this.#isValue = false;
    else this.#runs.closed(name);
  }

  text(text: string): void {
    if (this.#isValue) this.#value += text;
    else this.#runs.add(text);
    if (this.#value.length > LIMITS.cellCharacters) throw malformed();
  }

  #beginRow(reference: string | undefined): void {
    this.#line = reference === undefined ? this.#line + 1 : Number(reference);
    if (!Number.isSafeInteger(this.#line)) throw malformed();
    this.#cells = [];
    this.#column = 0;
  }

  #beginCell({ r, t }: Readonly<Record<string, string>>): void {
    this.#column = r === undefined ? this.#column + 1 : columnOf(r);
    this.#type = t ?? 'n';
    this.#value = '';
    this.#isFormula = false;
    this.#runs.begin();
  }

  #endCell(): void {
    const cell = this.#cell();
    // Cells that only have a look of their own say nothing, however far out they are.
    if (cell === EMPTY_CELL) return;
    if (this.#column > LIMITS.columns) throw tooManyColumns(this.#line);
    while (this.#cells.length < this.#column - 1) this.#cells.push(EMPTY_CELL);
    this.#cells[this.#column - 1] = cell;
  }

  #cell(): Cell | SharedCell {
    if (this.#isFormula) return { text: '', kind: 'formula' };
    if (this.#type === 'inlineStr')
      return this.#runs.text === '' ? EMPTY_CELL : { text: this.#runs.text, kind: 'text' };
    if (this.#value === '') return EMPTY_CELL;
    if (this.#type === 's') return { shared: Number(this.#value) };
    if (this.#type === 'e') return { text: this.#value, kind: 'error' };
    return { text: this.#value, kind: this.#type === 'n' ? 'number' : 'text' };
  }
}

/** The column of a reference: `AB12` stands in the 28th. */
function columnOf(reference: string): number {
  const [, letters] = /^\$?([A-Z]{1,3})\$?\d+$/.exec(reference) ?? [];
  if (letters === undefined) throw malformed();
  return [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0);
}

function tooManyColumns(line: number): FileRefused {
  return new FileRefused({
    code: 'TOO_MANY_COLUMNS',
    line,
    en: `The sheet has more than ${LIMITS.columns} columns.`,
    vi: `Trang tính có hơn ${LIMITS.columns} cột.`,
  });
}
