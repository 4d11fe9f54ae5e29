/** The roles a caller can have; NONE is the public. */
export const ROLES = ['NONE', 'CLERK', 'REVIEWER', 'AUTHORITY', 'PARTNER'] as const;

/** One of {@link ROLES}. */
export type Role = (typeof ROLES)[number];

/** Who is asking: established by the gateway, carried to the subgraphs in a signed header or in process. */
export interface Principal {
  /** A stable name for the caller, null for the public. */
  readonly subject: string | null;
  readonly role: Role;
  /** The uids of the agencies the caller acts for. */
  readonly agencies: readonly string[];
  readonly scopes: readonly string[];
  /** The highest cost of an operation the gateway takes from the caller; null: no limit. */
  readonly costLimit: number | null;
}

/** The public: no name, no rights beyond reading what is published. */
export const PUBLIC: Principal = { subject: null, role: 'NONE', agencies: [], scopes: [], costLimit: null };

/** Whether a text is a role of this system. */
export function isRole(value: unknown): value is Role {
  return ROLES.some((role) => role === value);
}

/** The role that a gateway, which knows none of them, says by a text: one that this system does not have gives no right, as none does. */
export function roleOf(text: string): Role {
  return isRole(text) ? text : 'NONE';
}
