import { createHmac, timingSafeEqual } from 'node:crypto';
import { EntitySchema } from 'typeorm';
import type { Reading } from '../database/database.js';
import { PublicError } from '../errors/public-error.js';

/** The one row that says which feed this is. Its key goes where the data go: a copy of the database is the same feed. */
export interface FeedRow {
  readonly id: number;
  /** Hexadecimal; signs cursors. */
  readonly feedKey: string;
}

/** The feed's row. */
export const FeedEntity = new EntitySchema<FeedRow>({
  name: 'ChangeFeed',
  tableName: 'change_feed',
  columns: { id: { type: 'int', primary: true }, feedKey: { name: 'feed_key', type: 'varchar' } },
});

const FORM = /^([0-9]{1,10})\.([A-Za-z0-9_-]{22})$/;

/**
 * Positions of a change log as clients hold them: opaque, signed, bound to the feed. A cursor names a position, so it is good with any
 * filter.
 */
export class FeedCursors {
  readonly #key: Buffer;

  constructor(feedKey: string) {
    this.#key = Buffer.from(feedKey, 'hex');
  }

  /** The cursors of a subgraph's feed. @throws Error when the database has not been migrated. */
  static async of(database: Reading): Promise<FeedCursors> {
    return new FeedCursors((await database.reader.findOneByOrFail(FeedEntity, { id: 1 })).feedKey);
  }

  /** The cursor of a position. */
  encode(seq: number): string {
    return Buffer.from(`${seq}.${this.#sign(String(seq))}`, 'utf8').toString('base64url');
  }

  /** The position of a cursor. @throws PublicError `BAD_CURSOR` for one that was tampered with, or is of another feed. */
  decode(cursor: string, argument = 'after'): number {
    const [, seq, signature] = FORM.exec(Buffer.from(cursor, 'base64url').toString('utf8')) ?? [];
    if (seq !== undefined && signature !== undefined) {
      const expected = this.#sign(seq);
      if (timingSafeEqual(Buffer.from(expected), Buffer.from(signature))) return Number(seq);
    }
    throw new PublicError({
      code: 'BAD_CURSOR',
      argument,
      en: `${argument}: this is no cursor of this feed. Take cursors from its changes; they are opaque.`,
      vi: `${argument}: đây không phải con trỏ của luồng thay đổi này. Hãy dùng con trỏ lấy từ các thay đổi.`,
    });
  }

  #sign(seq: string): string {
    return createHmac('sha256', this.#key).update(`feed:${seq}`).digest().subarray(0, 16).toString('base64url');
  }
}
