import { createHash } from 'node:crypto';
import { encodeViewId } from '@phat-ngon/kit';

/** An id for what has no identity but its values: equal values have one, so that a normalised cache takes none for another. */
export function valueId(type: string, value: unknown): string {
  const uid = createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 32);
  return encodeViewId({ type, uid, asOf: null });
}
