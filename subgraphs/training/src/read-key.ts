import { readViewId } from '@phat-ngon/kit';

/**
 * The uid that the federation key of a thing outside of time names; null where it names another type, or a day: an id has one
 * spelling, and these have none with a day.
 * @throws PublicError `BAD_USER_INPUT` for a malformed id.
 */
export function readKey(type: string, id: string): string | null {
  const thing = readViewId(id, 'id');
  return thing.type === type && thing.asOf === null ? thing.uid : null;
}
