import { Pool } from 'undici';
import { ERROR_CODES } from '../errors/codes.js';
import { IDENTITY_HEADER, signSiblingHeader } from '../identity/signed-header.js';
import type { Change } from './change-log.js';
import type { ChangeSource, SnapshotPage } from './change-source.js';
import { LogTrimmedError } from './log-trimmed.js';

/** The paths under which a subgraph serves its log to siblings. */
export const CHANGE_PATHS = {
  position: '/changes/position',
  snapshot: '/changes/snapshot',
  after: '/changes/after',
} as const;

/** Reads a sibling's log over HTTP, under a signed header. */
export interface HttpChangeSourceOptions {
  /** The sibling's base URL. */
  readonly url: string;
  /** The reader's own name. */
  readonly name: string;
  readonly secret: Uint8Array;
  /** How hints of the sibling's log arrive, if they do. */
  readonly onHint?: (listener: () => void) => () => void;
}

/** A {@link ChangeSource} over HTTP; `close` ends its connections. */
export function httpChangeSource(options: HttpChangeSourceOptions): ChangeSource & { close(): Promise<void> } {
  const base = new URL(options.url);
  const pool = new Pool(base.origin, { connections: 2, headersTimeout: 30_000, bodyTimeout: 30_000 });
  const prefix = base.pathname.replace(/\/(graphql)?$/, '');
  const get = async (path: string, query: Record<string, string>, signal: AbortSignal): Promise<unknown> => {
    const { statusCode, body } = await pool.request({
      method: 'GET',
      path: `${prefix}${path}?${new URLSearchParams(query)}`,
      headers: { [IDENTITY_HEADER]: await signSiblingHeader(options.name, options.secret) },
      signal,
    });
    if (statusCode !== 200) {
      await body.dump();
      if (statusCode === ERROR_CODES.CURSOR_EXPIRED.status) throw new LogTrimmedError();
      throw new Error(`the change log at ${base.origin} answered ${statusCode}`);
    }
    return body.json();
  };
  return {
    position: async (signal) => Number((await get(CHANGE_PATHS.position, {}, signal)) as number),
    snapshot: async (after, signal) =>
      (await get(CHANGE_PATHS.snapshot, after === null ? {} : { after }, signal)) as SnapshotPage,
    readAfter: async (seq, limit, signal) =>
      (await get(CHANGE_PATHS.after, { seq: String(seq), limit: String(limit) }, signal)) as readonly Change[],
    ...(options.onHint ? { onHint: options.onHint } : {}),
    close: () => pool.close(),
  };
}
