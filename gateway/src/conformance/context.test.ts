import { itAnswers } from '../testing/conformance.js';

describe('@fromContext', () => {
  itAnswers(
    {
      rooms: [
        `type Query { room: Room }
         type Room @key(fields: "id") @context(name: "room") { id: ID! unit: String! desk: Desk }
         type Desk @key(fields: "id") { id: ID! width(unit: String @fromContext(field: "$room { unit }")): String plain: Int }`,
        {
          Query: { room: () => ({ id: '1', unit: 'cm', desk: { id: 'd', plain: 1 } }) },
          Desk: { width: (_: unknown, { unit }: any) => `12 ${unit}` },
        },
      ],
    },
    {
      'is refused rather than given nothing': {
        query: '{ room { desk { width } } }',
        data: undefined,
        errors: [''],
      },
      'leaves other fields alone': { query: '{ room { desk { plain } } }', data: { room: { desk: { plain: 1 } } } },
    },
  );
});
