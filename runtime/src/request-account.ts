/** What is kept of a request while it is answered, for its line in the log. It never holds what was asked or answered. */
export interface RequestAccount {
  readonly requestId: string;
  /** How often each error code went out. */
  codes: ReadonlyMap<string, number>;
  /** How often others were asked on its behalf: subgraphs by a gateway, the database by a subgraph. */
  asked: number;
}

/** Most requests have no errors. */
const NONE: ReadonlyMap<string, number> = new Map();

/** An account with nothing in it yet. */
export function openAccount(requestId: string): RequestAccount {
  return { requestId, codes: NONE, asked: 0 };
}

/** Keeps a code that goes out in a request's answer. */
export function noteCode(account: RequestAccount, code: string): void {
  account.codes = new Map(account.codes).set(code, (account.codes.get(code) ?? 0) + 1);
}
