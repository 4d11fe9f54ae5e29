import { readFileSync } from 'node:fs';
import { buildSchema, getNamedType, isEnumType, isInterfaceType, isObjectType } from 'graphql';
import { openTraining, type Training } from '../testing/open-training.js';

let training: Training;
beforeAll(async () => {
  training = await openTraining();
});
afterAll(() => training[Symbol.asyncDispose]());

interface Found {
  readonly id: string;
  readonly vi: string;
  readonly en: string;
  readonly definition: string;
  readonly schemaName: string | null;
}
const search = async (text: string | null) => {
  const query = 'query ($text: String) { glossary(text: $text) { id vi en definition schemaName } }';
  return (await training.data<{ glossary: readonly Found[] }>(query, { text })).glossary;
};
const schema = buildSchema(readFileSync(new URL('../../../../schema/api.graphql', import.meta.url), 'utf8'));

/** `Enum.VALUE` of every enum that answers hold: those that only arguments take are no words of the domain. */
function shownValues(): readonly string[] {
  const shown = new Set<string>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__') || !(isObjectType(type) || isInterfaceType(type))) continue;
    for (const field of Object.values(type.getFields())) {
      const named = getNamedType(field.type);
      if (isEnumType(named)) for (const { name } of named.getValues()) shown.add(`${named.name}.${name}`);
    }
  }
  return [...shown].sort();
}

function isInSchema(name: string): boolean {
  const [type = '', member] = name.split('.');
  const found = schema.getType(type);
  if (found === undefined || member === undefined) return found !== undefined;
  if (isEnumType(found)) return found.getValue(member) !== undefined;
  return isObjectType(found) && found.getFields()[member] !== undefined;
}

describe('the glossary', () => {
  it('has a word in both languages for every value that an answer of the graph can hold', async () => {
    const named = new Set((await search(null)).map(({ schemaName }) => schemaName));
    expect(shownValues().length).toBeGreaterThan(100);
    expect(shownValues().filter((name) => !named.has(name))).toEqual([]);
  });

  it('names nothing that the schema does not have, and nothing twice', async () => {
    const terms = await search(null);
    const names = terms.flatMap(({ schemaName }) => schemaName ?? []);
    expect(names.filter((name) => !isInSchema(name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(terms.map(({ id }) => id)).size).toBe(terms.length);
    expect(terms.filter(({ vi, en, definition }) => !(vi && en && definition))).toEqual([]);
  });
});

describe('a word looked up', () => {
  it.each(['nguoi phat ngon', 'NGƯỜI PHÁT NGÔN', 'người  phát-ngôn', 'spokesperson', 'Spokes'])(
    'finds the spokesperson: %s',
    async (text) => {
      expect((await search(text)).map(({ schemaName }) => schemaName)).toContain('Spokesperson');
    },
  );

  it.each([
    ['dac khu', ['UnitKind.SPECIAL_ZONE']],
    ['đặc khu', ['UnitKind.SPECIAL_ZONE']],
    ['special zone', ['UnitKind.SPECIAL_ZONE']],
    ['NGHI DINH', ['LegalDocumentKind.DECREE']],
    ['decree', ['LegalDocumentKind.DECREE']],
    ['uy quyen phat ngon', ['SpeakerRole.AUTHORIZED']],
  ])('%s finds %j alone, with or without accents, in either language', async (text, names) => {
    expect((await search(text)).map(({ schemaName }) => schemaName)).toEqual(names);
  });

  it('has to begin words, all of which must be there', async () => {
    expect(await search('ecree')).toEqual([]);
    expect(await search('decree người')).toEqual([]);
  });

  it.each(['', '  ', '%', '_', '…!'])('that has no letters is refused: %j', async (text) => {
    const answer = await training.ask('query ($text: String) { glossary(text: $text) { id } programmes { id } }', {
      text,
    });
    expect(answer.data).toMatchObject({ glossary: null, programmes: [{}] });
    expect(answer.errors).toMatchObject([
      { path: ['glossary'], extensions: { code: 'BAD_USER_INPUT', argument: 'text' } },
    ]);
  });
});
