import type { Day } from './calendar-date.js';
import { encodeViewId, readViewId, type View, viewOf } from './view-id.js';

/**
 * An object that other subgraphs hold too, by its federation key and what that key says: enough for the fields a subgraph adds to
 * a type of another, and for a link out of it.
 */
export interface Reference {
  readonly __typename: string;
  readonly id: string;
  readonly uid: string;
  readonly view: View;
}

/** A reference to a thing in a view. */
export function referenceTo(type: string, uid: string, view: View): Reference {
  return { __typename: type, id: encodeViewId({ type, uid, asOf: view.asOf }), uid, view };
}

/**
 * The reference a federation key names; null where it names another type.
 * @throws PublicError `BAD_USER_INPUT` for a malformed id.
 */
export function readReference(type: string, id: string, today: Day): Reference | null {
  const thing = readViewId(id, 'id');
  return thing.type === type ? { __typename: type, id, uid: thing.uid, view: viewOf(thing, today) } : null;
}

/** The live view. */
export function liveViewOn(today: Day): View {
  return { asOf: null, day: today };
}

/** The view of a day. */
export function datedView(day: Day): View {
  return { asOf: day, day };
}
