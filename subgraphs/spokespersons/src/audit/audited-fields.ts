import { encodeViewId, OPEN_FROM, OPEN_TO } from '@phat-ngon/kit';

/** `type AuditedField`. */
export interface AuditedField {
  readonly id: string;
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** The states of a change, as the log has them: JSON, or null where there is none. */
export interface ChangedStates {
  readonly seq: number;
  readonly before: string | null;
  readonly after: string | null;
}

/** The fields in which two states differ, in the order in which the states have them. */
export function auditedFields({ seq, before, after }: ChangedStates): readonly AuditedField[] {
  const [old, now] = [fieldsOf(before), fieldsOf(after)];
  const names = [...new Set([...now.keys(), ...old.keys()])];
  return names
    .map((name) => ({ name, before: old.get(name) ?? null, after: now.get(name) ?? null }))
    .filter((field) => field.before !== field.after)
    .map((field) => ({
      ...field,
      id: encodeViewId({ type: 'AuditedField', uid: `${seq}.${field.name}`, asOf: null }),
    }));
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
