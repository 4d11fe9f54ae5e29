import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate';

/** What a link carries: the two editors' texts. Headers never travel, because a token may be among them. */
export interface SharedOperation {
  readonly query: string;
  readonly variables: string;
}

/** What an address holds; a link that was cut short or tampered with is broken. */
export type ReadLink =
  | { readonly kind: 'none' }
  | { readonly kind: 'broken' }
  | { readonly kind: 'operation'; readonly operation: SharedOperation };

/** It stands in the fragment, which browsers keep to themselves: no server ever sees it. */
const PREFIX = '#op=';
/** What mail programs and chats still pass on whole. */
const MAX_PACKED_LENGTH = 16_000;
/** No link unpacks to more, however well it was packed. */
const MAX_TEXT_BYTES = 256 * 1024;

/** The fragment that opens an operation: deflated JSON in base64url. Null if it would be too long for a link. */
export function linkFragment({ query, variables }: SharedOperation): string | null {
  const text = strToU8(JSON.stringify({ query, variables }));
  const packed = toBase64Url(deflateSync(text, { level: 9 }));
  return text.length > MAX_TEXT_BYTES || packed.length > MAX_PACKED_LENGTH ? null : PREFIX + packed;
}

/** Reads a fragment made by `linkFragment`. Never throws, whatever stands there, and unpacks no more than a bound. */
export function readLink(fragment: string): ReadLink {
  if (!fragment.startsWith(PREFIX)) return { kind: 'none' };
  const packed = fragment.slice(PREFIX.length);
  if (packed.length > MAX_PACKED_LENGTH) return { kind: 'broken' };
  try {
    // Given its place, the unpacker cuts off what does not fit; the rest is no JSON then.
    const text = strFromU8(inflateSync(fromBase64Url(packed), { out: new Uint8Array(MAX_TEXT_BYTES) }));
    return readOperation(JSON.parse(text));
  } catch {
    return { kind: 'broken' };
  }
}

function readOperation(input: unknown): ReadLink {
  if (typeof input !== 'object' || input === null || !('query' in input) || !('variables' in input))
    return { kind: 'broken' };
  const { query, variables } = input;
  if (typeof query !== 'string' || typeof variables !== 'string') return { kind: 'broken' };
  return { kind: 'operation', operation: { query, variables } };
}

function toBase64Url(bytes: Uint8Array): string {
  return btoa(strFromU8(bytes, true)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64Url(text: string): Uint8Array {
  return strToU8(atob(text.replaceAll('-', '+').replaceAll('_', '/')), true);
}
