import { SaxesParser } from 'saxes';
import { FileRefused } from '../../problem.js';
import { malformed } from './archive.js';

/** Hears an XML text as it is read; names come without their prefixes. */
export interface XmlListener {
  opened(name: string, attributes: Readonly<Record<string, string>>): void;
  closed(name: string): void;
  text(text: string): void;
}

/**
 * Reads XML (1.0, well-formed) in parts and yields after each; nothing of nothing. A document with a definition of its own (DTD), which no workbook has, is
 * refused: entities it might define are never expanded.
 * @throws FileRefused `MALFORMED`.
 */
export async function* readXml(parts: AsyncIterable<string>, listener: XmlListener): AsyncGenerator<void> {
  const parser = new SaxesParser<{ position: false; xmlns: false }>({ position: false, xmlns: false });
  parser.on('opentag', ({ name, attributes }) => listener.opened(localName(name), attributes));
  parser.on('closetag', ({ name }) => listener.closed(localName(name)));
  parser.on('text', (text) => listener.text(text));
  parser.on('cdata', (text) => listener.text(text));
  parser.on('doctype', () => {
    throw malformed();
  });
  let isThere = false;
  for await (const part of parts) {
    isThere = true;
    parse(() => parser.write(part));
    yield;
  }
  if (isThere) parse(() => parser.close());
  yield;
}

function parse(step: () => unknown): void {
  try {
    step();
  } catch (error) {
    throw error instanceof FileRefused ? error : malformed(error);
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** An attribute, whatever its prefix. */
export function attribute(attributes: Readonly<Record<string, string>>, name: string): string | undefined {
  return attributes[name] ?? Object.entries(attributes).find(([key]) => localName(key) === name)?.[1];
}
