import { type EventBlock, EventReader } from './event-reader.js';

const NOTHING: EventBlock = { event: 'message', data: null, id: null, retryMs: null };

const STREAM = [
  'retry: 1500\n\n',
  'id: c0\n\n',
  ': \n\n',
  'event: next\nid: c1\ndata: {"data":{"name":"Sở Công Thương"}}\n\n',
  'event: complete\ndata:\n\n',
].join('');

const BLOCKS: readonly EventBlock[] = [
  { ...NOTHING, retryMs: 1500 },
  { ...NOTHING, id: 'c0' },
  NOTHING,
  { ...NOTHING, event: 'next', id: 'c1', data: '{"data":{"name":"Sở Công Thương"}}' },
  { ...NOTHING, event: 'complete', data: '' },
];

const read = (...chunks: readonly string[]): readonly EventBlock[] => {
  const reader = new EventReader();
  return chunks.flatMap((chunk) => reader.read(chunk));
};

describe('the reader of events', () => {
  it('reads what the gateway writes: when to come back, where it begins, an event, the end', () => {
    expect(read(STREAM)).toEqual(BLOCKS);
  });

  it.each(['\n', '\r\n'])('reads the same wherever the chunks are cut, with lines that end in %j', (end) => {
    const stream = STREAM.replaceAll('\n', end);
    for (let cut = 1; cut < stream.length; cut += 1)
      expect([cut, read(stream.slice(0, cut), stream.slice(cut))]).toEqual([cut, BLOCKS]);
    expect(read(...stream)).toEqual(BLOCKS);
  });

  it('takes a carriage return alone for the end of a line', () => {
    expect(read('data: a\r\rdata: b\r\r', '\n')).toMatchObject([{ data: 'a' }, { data: 'b' }]);
  });

  it('joins lines of data, and takes away one space alone', () => {
    expect(read('data:a\ndata:  b\ndata\n\n')).toMatchObject([{ data: 'a\n b\n' }]);
  });

  it.each([
    ['a wait that is no number', 'retry: soon\n\n'],
    ['an id with a null character', 'id: a\0b\n\n'],
    ['a field it does not know', 'colour: red\n\n'],
    ['a name that is empty', 'event:\n\n'],
  ])('reads nothing into %s', (_what, text) => {
    expect(read(text)).toEqual([NOTHING]);
  });

  it('leaves out what the stream ends within', () => {
    expect(read('id: c1\ndata: a')).toEqual([]);
    expect(read('id: c1\ndata: a\n')).toEqual([]);
  });
});
