import {
  type ChangeRow,
  feedDoors,
  liveViewOn,
  placedFilterCondition,
  type Reference,
  type ToldChange,
  toldChange,
} from '@phat-ngon/kit';
import type { Context } from '../context.js';
import type { SpokespersonRecord } from '../record.js';
import { agencyReference } from '../references.js';
import { maySeeContact } from '../spokesperson/spokesperson.rules.js';
import { loadSpokesperson, type ViewedSpokesperson } from '../spokesperson/viewed-spokesperson.js';
import { fieldsSeenToDiffer, type SeenState, seenState } from './seen-states.js';

/** `type SpokespersonChange`. */
export interface SpokespersonChange extends ToldChange {
  readonly changedFields: readonly string[];
  readonly before: SeenState | null;
  readonly after: SeenState | null;
  readonly spokesperson: () => Promise<ViewedSpokesperson | null>;
  readonly agency: Reference | null;
}

/** The feed of spokespersons' records: everybody sees what is public, who keeps or checks them all. */
export const spokespersonFeed = feedDoors<Context, SpokespersonChange>({
  subscription: 'spokespersonChanged',
  types: ['spokesperson'],
  condition: placedFilterCondition,
  see,
});

/** A row of the log as its receiver sees it; null where neither state is for the receiver. */
async function see(row: ChangeRow, context: Context): Promise<SpokespersonChange | null> {
  const { seq, entityId, agencyUid } = row;
  const [before, after] = [stateOf(row.before), stateOf(row.after)];
  const [isStaff, shows] = await Promise.all([
    agencyUid === null ? false : context.rights.isStaffOf(agencyUid),
    shownContacts(entityId, context),
  ]);
  const seen = {
    before: seenState(before, { place: `${seq}.before`, isStaff, shows }),
    after: seenState(after, { place: `${seq}.after`, isStaff, shows }),
  };
  if (seen.before === null && seen.after === null) return null;
  const view = liveViewOn(context.today);
  return {
    ...toldChange(row, 'SpokespersonChange', context.cursors),
    changedFields: fieldsSeenToDiffer({ before, after }, seen),
    ...seen,
    spokesperson: () => loadSpokesperson(context, entityId, view),
    agency: agencyUid === null ? null : agencyReference(agencyUid, view),
  };
}

function stateOf(text: string | null): SpokespersonRecord | null {
  return text === null ? null : (JSON.parse(text) as SpokespersonRecord);
}

type Contact = SpokespersonRecord['contacts'][number];

/**
 * What a record shows of its contacts now. A state of long ago shows no more: a value leaves public view when its holder leaves, when
 * it is taken off the record, and when it is closed to the receiver.
 */
async function shownContacts(uid: string, context: Context): Promise<(contact: Contact) => boolean> {
  const row = await context.spokespersons.byUid.load(uid);
  if (row === null) return () => false;
  const [agency, contacts] = await Promise.all([
    context.placements.agencies.load({ uid: row.agencyUid, day: context.today }),
    context.spokespersons.contacts.load(uid),
  ]);
  if (agency === null || agency.validTo <= context.today) return () => false;
  const shown = new Set(
    contacts
      .filter((contact) => maySeeContact(contact, row, context))
      .map(({ channel, value }) => `${channel} ${value}`),
  );
  return ({ channel, value }) => shown.has(`${channel} ${value}`);
}
