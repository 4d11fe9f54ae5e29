import { encodeViewId, OPEN_FROM, OPEN_TO } from '@phat-ngon/kit';

/** `type AuditedField`. */
export interface AuditedField {
  readonly id: string;
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly withheld: boolean;
}

/** Fields whose values are for an agency's own staff. */
const OF_STAFF_ALONE = ['contacts'];

/** The states of a change, as the log has them: JSON, or null where there is none. */
export interface ChangedStates {
  readonly seq: number;
  readonly before: string | null;
  readonly after: string | null;
}

/** The fields in which two states differ, in the order in which the states have them; `isStaff` tells whether contacts are shown. */
export function auditedFields({ seq, before, after }: ChangedStates, isStaff: boolean): readonly AuditedField[] {
  const [old, now] = [fieldsOf(before), fieldsOf(after)];
  const names = [...new Set([...now.keys(), ...old.keys()])];
  return names
    .map((name) => ({ name, before: old.get(name) ?? null, after: now.get(name) ?? null }))
    .filter((field) => field.before !== field.after)
    .map(({ name, before: was, after: is }) => {
      const withheld = OF_STAFF_ALONE.includes(name) && !isStaff;
      return {
        id: encodeViewId({ type: 'AuditedField', uid: `${seq}.${name}`, asOf: null }),
        name,
        before: withheld ? null : was,
        after: withheld ? null : is,
        withheld,
      };
    });
}

/** A text as it is, anything else as JSON; null, and an open end, as nothing. */
function fieldsOf(state: string | null): ReadonlyMap<string, string> {
  const fields: unknown = state === null ? {} : JSON.parse(state);
  if (typeof fields !== 'object' || fields === null) return new Map();
  return new Map(
    Object.entries(fields).flatMap(([name, value]: [string, unknown]) =>
      value === null || value === OPEN_FROM || value === OPEN_TO
        ? []
        : [[name, typeof value === 'string' ? value : JSON.stringify(value)]],
    ),
  );
}
