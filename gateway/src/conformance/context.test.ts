import { itAnswers, type Parts } from '../testing/conformance.js';

const desk = (id: string) => ({ __typename: 'Desk', id });
const STOCK = 'it is refused: the stock executor gives no arguments from a context';

const ROOMS: Parts = [
  `type Query { room: Room rooms: [Room!]! places: [Place] }
   interface Place { id: ID! desk: Desk }
   type Room implements Place @key(fields: "id") @context(name: "place") { id: ID! unit: String! desk: Desk desks: [[Desk]] note: Note tags: [Tag] }
   type Tag { name: String }
   type Note { text: String }
   type Yard implements Place @key(fields: "id") @context(name: "place") { id: ID! length: String desk: Desk }
   type Desk @key(fields: "id") { id: ID! plain: Int inner: Desk
     width(unit: String @fromContext(field: "$place ... on Room { unit } ... on Yard { length }"), digits: Int = 2): String
     size(weight: Int @fromContext(field: "$place ... on Room { weight } ... on Yard { weight }")): String }
   extend type Room { weight: Int @external }
   extend type Yard { weight: Int @external }`,
  {
    Query: {
      room: () => ROOM,
      rooms: () => [ROOM, INCHES],
      places: () => [YARD, ROOM, null, { ...YARD, id: 'y2', length: null }],
    },
    Desk: {
      __resolveReference: ({ id }: any) => desk(id),
      plain: () => 1,
      inner: ({ id }: any) => (id.endsWith('i') ? null : desk(`${id}i`)),
      width: ({ id }: any, { unit, digits }: any) => `${id}: ${digits} ${unit}`,
      size: ({ id }: any, { weight }: any) => `${id} ${weight}`,
    },
    Room: { __resolveReference: ({ id }: any) => (id === 'r' ? ROOM : INCHES) },
  },
];
const ROOM = {
  __typename: 'Room',
  id: 'r',
  unit: 'cm',
  desk: desk('d'),
  desks: [[desk('d'), null], null, [desk('e')]],
};
const INCHES = { __typename: 'Room', id: 's', unit: 'in', desk: desk('d'), desks: [] };
const YARD = { __typename: 'Yard', id: 'y', length: 'm', desk: desk('d') };

const WEIGHTS: Parts = [
  `type Room @key(fields: "id") { id: ID! weight: Int best: Desk }
   type Yard @key(fields: "id") { id: ID! weight: Int }
   type Desk @key(fields: "id") { id: ID! colour: String }`,
  {
    Room: { weight: ({ id }: any) => (id === 'r' ? 5 : 6), best: () => desk('b') },
    Yard: { weight: () => 7 },
    Desk: { colour: () => 'red' },
  },
];

describe('@fromContext', () => {
  itAnswers(
    { rooms: ROOMS, weights: WEIGHTS },
    {
      'a field of what lies above': {
        query: '{ room { desk { width } } }',
        data: { room: { desk: { width: 'd: 2 cm' } } },
        notStock: STOCK,
      },
      'beside the client’s own arguments, and under other names': {
        query: 'query ($digits: Int) { room { unit: id desk { w: width(digits: $digits) width } } }',
        variables: { digits: 4 },
        data: { room: { unit: 'r', desk: { w: 'd: 4 cm', width: 'd: 2 cm' } } },
        notStock: STOCK,
      },
      'of each place its own': {
        query: '{ rooms { desk { width plain } } }',
        data: { rooms: [{ desk: { width: 'd: 2 cm', plain: 1 } }, { desk: { width: 'd: 2 in', plain: 1 } }] },
        notStock: STOCK,
      },
      'of whichever type it is': {
        query: '{ places { desk { width } } }',
        data: {
          places: [
            { desk: { width: 'd: 2 m' } },
            { desk: { width: 'd: 2 cm' } },
            null,
            { desk: { width: 'd: 2 null' } },
          ],
        },
        notStock: STOCK,
      },
      'through lists': {
        query: '{ room { desks { width colour } } }',
        data: {
          room: {
            desks: [[{ width: 'd: 2 cm', colour: 'red' }, null], null, [{ width: 'e: 2 cm', colour: 'red' }]],
          },
        },
        notStock: STOCK,
      },
      'through several objects': {
        query: '{ rooms { desk { inner { width inner { id } } } } }',
        data: {
          rooms: [
            { desk: { inner: { width: 'di: 2 cm', inner: null } } },
            { desk: { inner: { width: 'di: 2 in', inner: null } } },
          ],
        },
        notStock: STOCK,
      },
      'what another subgraph tells of it': {
        query: '{ rooms { desk { size } } places { desk { size } } }',
        data: {
          rooms: [{ desk: { size: 'd 5' } }, { desk: { size: 'd 6' } }],
          places: [{ desk: { size: 'd 7' } }, { desk: { size: 'd 5' } }, null, { desk: { size: 'd 7' } }],
        },
        notStock: STOCK,
      },
      'of an object that another subgraph names': {
        query: '{ rooms { best { width colour } } }',
        data: {
          rooms: [{ best: { width: 'b: 2 cm', colour: 'red' } }, { best: { width: 'b: 2 in', colour: 'red' } }],
        },
        notStock: STOCK,
      },
      'leaves other fields alone': { query: '{ room { desk { plain } } }', data: { room: { desk: { plain: 1 } } } },
      'is no argument for clients': {
        query: '{ room { desk { width(unit: "cm") } } }',
        data: undefined,
        errors: [''],
      },
    },
  );
});
