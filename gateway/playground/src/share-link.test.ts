import { deflateSync, strToU8 } from 'fflate';
import { linkFragment, readLink } from './share-link.js';

const OPERATION = {
  query: '# Tìm người phát ngôn.\nquery Find($text: String!) { units(filter: { text: $text }) { totalCount } }\n',
  variables: '{\n  "text": "trúc bạch 𠀋"\n}',
};
const packed = (text: string) => `#op=${Buffer.from(deflateSync(strToU8(text))).toString('base64url')}`;

describe('a share link', () => {
  it('brings operation and variables back as they were, letter by letter', () => {
    const fragment = linkFragment(OPERATION);
    expect(readLink(fragment ?? '')).toEqual({ kind: 'operation', operation: OPERATION });
  });

  it('consists of characters that no address changes', () => {
    expect(linkFragment(OPERATION)).toMatch(/^#op=[\w-]+$/);
  });

  it('is refused where it would be too long to be passed on', () => {
    const noise = Array.from({ length: 40_000 }, (_, index) => String.fromCharCode(32 + ((index * index * 7919) % 90)));
    const long = noise.map((letter, index) => letter + index).join('');
    expect(linkFragment({ query: long, variables: '' })).toBeNull();
  });

  it('is none in an address that holds something else', () => {
    expect(['', '#', '#pn-answer', '#opening=1'].map((fragment) => readLink(fragment).kind)).toEqual(
      Array.from({ length: 4 }, () => 'none'),
    );
  });

  it.each([
    ['empty', '#op='],
    ['cut short', (linkFragment(OPERATION) ?? '').slice(0, -12)],
    ['not base64', '#op=%%%'],
    ['no JSON inside', packed('query { x }')],
    ['JSON of another kind', packed('["query"]')],
    ['without variables', packed('{"query":"{ x }"}')],
    ['with a number for a query', packed('{"query":1,"variables":""}')],
    ['longer than any link made here', `#op=${'A'.repeat(20_000)}`],
    ['small and unpacking to a great deal', packed(`{"query":"${' '.repeat(10_000_000)}","variables":""}`)],
  ])('is broken, and says so, when it is %s', (_what, fragment) => {
    expect(readLink(fragment).kind).toBe('broken');
  });
});
