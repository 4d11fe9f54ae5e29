import { itAnswers } from '../testing/conformance.js';

describe('keys of several kinds', () => {
  itAnswers(
    {
      a: [
        `type Query { pages: [Page] shop: Shop }
         type Page @key(fields: "at { line book { isbn } } lang") { at: Place lang: Lang title: String }
         type Place @shareable { line: Int book: Book }
         type Book @shareable { isbn: String }
         enum Lang { VI EN }
         type Shop @key(fields: "level") @key(fields: "code { n { x } }") { level: Lang code: Code }
         type Code @shareable { n: [N] }
         type N @shareable { x: Int }`,
        {
          Query: { pages: () => PAGES, shop: () => ({ level: 'VI', code: { n: [{ x: 1 }, { x: 2 }] } }) },
        },
      ],
      b: [
        `type Page @key(fields: "at { line book { isbn } } lang") { at: Place lang: Lang size: String }
         type Place @shareable { line: Int book: Book }
         type Book @shareable { isbn: String }
         enum Lang { VI EN }
         type Shop @key(fields: "level") { level: Lang staff: String }`,
        {
          Page: { size: ({ at, lang }: any) => JSON.stringify({ at, lang }) },
          Shop: { staff: ({ level }: any) => level },
        },
      ],
      c: [
        `type Shop @key(fields: "code { n { x } }") { code: Code sum: Int }
         type Code @shareable { n: [N] }
         type N @shareable { x: Int }`,
        { Shop: { sum: ({ code }: any) => code.n.reduce((sum: number, { x }: any) => sum + x, 0) } },
      ],
    },
    {
      'enums and objects in objects': {
        query: '{ pages { size title } }',
        data: {
          pages: [
            { size: '{"at":{"line":1,"book":{"isbn":"i"}},"lang":"VI"}', title: 'B' },
            { size: '{"at":{"line":2,"book":null},"lang":"EN"}', title: 'W' },
          ],
        },
      },
      'beside other things under their names': {
        query: '{ pages { at: title lang: title size } }',
        data: {
          pages: [
            { at: 'B', lang: 'B', size: '{"at":{"line":1,"book":{"isbn":"i"}},"lang":"VI"}' },
            { at: 'W', lang: 'W', size: '{"at":{"line":2,"book":null},"lang":"EN"}' },
          ],
        },
      },
      'an enum alone, and lists of objects': {
        query: '{ shop { staff sum } }',
        data: { shop: { staff: 'VI', sum: 3 } },
      },
    },
  );
});

const PAGES = [
  { at: { line: 1, book: { isbn: 'i' } }, lang: 'VI', title: 'B' },
  { at: { line: 2, book: null }, lang: 'EN', title: 'W' },
];
