import { type Principal, PublicError } from '@phat-ngon/kit';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

const MINUTE_SECONDS = 60;
const HOUR_SECONDS = 60 * MINUTE_SECONDS;

/** What one caller who is named may ask a minute, and the public as one. */
const BY_CALLER = { points: 60, duration: MINUTE_SECONDS } as const;
/** What may be asked about one record an hour: the public cannot use up what callers who are named have. */
const BY_RECORD = { points: 20, duration: HOUR_SECONDS } as const;

/** How often contacts may be compared: a guess at a time, so that a number is checked and not found. */
export interface ContactLimits {
  /** Counts a question about a record, whether there is one or not. @throws PublicError `RATE_LIMITED`, with when to ask again. */
  spend(principal: Principal, uid: string): Promise<void>;
}

/** Makes the limits of one process; a restart forgets what was asked, and each replica counts for itself. */
export function contactLimits(): ContactLimits {
  const callers = new RateLimiterMemory(BY_CALLER);
  const records = new RateLimiterMemory(BY_RECORD);
  return {
    spend: async ({ subject }, uid) => {
      // The caller's first: who has asked too often fills no memory with records.
      await consume(callers, subject === null ? 'public' : `subject ${subject}`);
      await consume(records, `${subject === null ? 'public' : 'named'} ${uid}`);
    },
  };
}

async function consume(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const retryAfterSeconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1_000));
    throw new PublicError({
      code: 'RATE_LIMITED',
      retryAfterSeconds,
      en: `Contacts have been compared too often; ask again in ${retryAfterSeconds} seconds.`,
      vi: `Đã kiểm tra liên hệ quá nhiều lần; xin hỏi lại sau ${retryAfterSeconds} giây.`,
    });
  }
}
