import { differingFields, encodeViewId, shownDay } from '@phat-ngon/kit';
import type { SpokespersonRecord } from '../record.js';
import { documentOf } from '../spokesperson/spokesperson.rules.js';
import { valueId } from '../value-id.js';

type Contact = SpokespersonRecord['contacts'][number];

/** `type ContactState`. */
interface SeenContact extends Omit<Contact, 'value' | 'rawValue'> {
  readonly id: string;
  readonly value: string | null;
  readonly withheld: boolean;
}

/** `type SpokespersonState`. */
export interface SeenState
  extends Pick<
    SpokespersonRecord,
    | 'uid'
    | 'agencyUid'
    | 'fullName'
    | 'positionTitle'
    | 'role'
    | 'validFrom'
    | 'publishedOn'
    | 'reviewState'
    | 'decisionNumber'
    | 'matter'
    | 'synthetic'
  > {
  readonly validTo: string | null;
  readonly contacts: readonly SeenContact[];
  readonly document: ReturnType<typeof documentOf>;
  readonly lastConfirmedAt: string | null;
}

/** Whose state it is in which change, and what of it the receiver may see. */
export interface Sight {
  /** Position and side: what is not shown must not be told apart by its id. */
  readonly place: string;
  readonly isStaff: boolean;
  /** Whether the record shows this contact to the receiver now. */
  readonly shows: (contact: Contact) => boolean;
}

/** A state as its receiver sees it; null for one that is not public, to whoever is not staff. */
export function seenState(state: SpokespersonRecord | null, sight: Sight): SeenState | null {
  if (state === null) return null;
  const isPublic = state.reviewState === 'VERIFIED' && state.publishedOn !== null;
  if (!isPublic && !sight.isStaff) return null;
  const { uid, agencyUid, fullName, positionTitle, role, validFrom, publishedOn, reviewState } = state;
  const { decisionNumber, matter, synthetic } = state;
  return {
    ...{ uid, agencyUid, fullName, positionTitle, role, validFrom, publishedOn, reviewState },
    ...{ decisionNumber, matter, synthetic },
    validTo: shownDay(state.validTo),
    contacts: state.contacts.map((contact, index) => seenContact(contact, index, sight)),
    document: documentOf(state),
    lastConfirmedAt: state.confirmations.at(-1)?.confirmedAt ?? null,
  };
}

function seenContact(contact: Contact, index: number, { place, isStaff, shows }: Sight): SeenContact {
  const { value, rawValue: _raw, ...rest } = contact;
  if (isStaff || shows(contact)) return { ...rest, id: valueId('ContactState', contact), value, withheld: false };
  const id = encodeViewId({ type: 'ContactState', uid: `${place}.${index}`, asOf: null });
  return { ...rest, id, value: null, withheld: true };
}

/** The fields in which a receiver sees two states differ; of contacts also what it sees no value of. */
export function fieldsSeenToDiffer(
  { before, after }: Pair<SpokespersonRecord>,
  seen: Pair<SeenState>,
): readonly string[] {
  const others = differingFields(seen.before, seen.after).filter((name) => name !== 'contacts');
  const contacts = [before, after].map((state) => JSON.stringify(state?.contacts ?? []));
  return contacts[0] === contacts[1] && seen.before !== null && seen.after !== null ? others : [...others, 'contacts'];
}

/** What was, and what is. */
export interface Pair<State> {
  readonly before: State | null;
  readonly after: State | null;
}
