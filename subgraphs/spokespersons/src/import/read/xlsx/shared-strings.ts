import type { FileHandle } from 'node:fs/promises';
import { LRUCache } from 'lru-cache';
import { openNameless } from '../spool.js';
import { readXml } from './read-xml.js';

const STRINGS_PER_PAGE = 256;
/** What is kept of pages, in characters: rows that follow one another use strings that do. */
const KEPT_CHARACTERS = 2_000_000;

type Page = readonly string[];

/**
 * The texts of a workbook (ECMA-376, 18.4), which cells name by number. There are as many as there are different texts, so they
 * are put on disk by pages: in memory is where the pages lie, and those that were used last.
 */
export class SharedStrings {
  readonly #file: FileHandle;
  readonly #places: number[] = [0];
  readonly #pages = new LRUCache<number, Page>({
    maxSize: KEPT_CHARACTERS,
    sizeCalculation: (page) => page.reduce((size, text) => size + text.length, STRINGS_PER_PAGE),
  });

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  /** Reads the texts of a workbook. @throws FileRefused. */
  static async read(texts: AsyncIterable<string>): Promise<SharedStrings> {
    const strings = new SharedStrings(await openNameless());
    try {
      await strings.#fill(texts);
      return strings;
    } catch (error) {
      await strings.close();
      throw error;
    }
  }

  async #fill(texts: AsyncIterable<string>): Promise<void> {
    let page: string[] = [];
    const found: string[] = [];
    for await (const _ of readXml(
      texts,
      textListener('si', (text) => found.push(text)),
    )) {
      for (const text of found.splice(0)) {
        page.push(text);
        if (page.length < STRINGS_PER_PAGE) continue;
        await this.#append(page);
        page = [];
      }
    }
    await this.#append(page);
  }

  async #append(page: Page): Promise<void> {
    const bytes = Buffer.from(JSON.stringify(page), 'utf8');
    const place = this.#places.at(-1) ?? 0;
    await this.#file.write(bytes, 0, bytes.length, place);
    this.#places.push(place + bytes.length);
  }

  /** The text of a number if it is in memory; undefined where {@link load} has to be called first, null where there is none. */
  peek(index: number): string | null | undefined {
    const page = Math.floor(index / STRINGS_PER_PAGE);
    if (!(index >= 0) || page >= this.#places.length - 1) return null;
    const kept = this.#pages.get(page);
    return kept === undefined ? undefined : (kept[index % STRINGS_PER_PAGE] ?? null);
  }

  /** Brings a text into memory, and returns it; null where there is none. */
  async load(index: number): Promise<string | null> {
    const number = Math.floor(index / STRINGS_PER_PAGE);
    const [from = 0, to = 0] = this.#places.slice(number, number + 2);
    const bytes = Buffer.allocUnsafe(Math.max(0, to - from));
    await this.#file.read(bytes, 0, bytes.length, from);
    const page = bytes.length === 0 ? [] : (JSON.parse(bytes.toString('utf8')) as Page);
    this.#pages.set(number, page);
    return page[index % STRINGS_PER_PAGE] ?? null;
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}

/** Hears the texts of elements: their runs together, without what is only there to say how characters are read aloud. */
function textListener(element: string, onText: (text: string) => void) {
  const runs = new TextRuns();
  return {
    opened: (name: string) => {
      if (name === element) runs.begin();
      runs.opened(name);
    },
    closed: (name: string) => {
      runs.closed(name);
      if (name === element) onText(runs.text);
    },
    text: (text: string) => runs.add(text),
  };
}

/** Gathers the runs of a rich text (ECMA-376, 18.4.4), phonetic ones left out. */
export class TextRuns {
  #text = '';
  #isText = false;
  #isPhonetic = false;

  begin(): void {
    this.#text = '';
  }

  opened(name: string): void {
    if (name === 't') this.#isText = true;
    if (name === 'rPh') this.#isPhonetic = true;
  }

  closed(name: string): void {
    if (name === 't') this.#isText = false;
    if (name === 'rPh') this.#isPhonetic = false;
  }

  add(text: string): void {
    if (this.#isText && !this.#isPhonetic) this.#text += text;
  }

  /** What was gathered; characters that XML has no place for are written `_xHHHH_` (22.9.2.19). */
  get text(): string {
    return this.#text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    );
  }
}
