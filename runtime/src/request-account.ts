import { AsyncLocalStorage } from 'node:async_hooks';

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

const accounts = new AsyncLocalStorage<RequestAccount>();

/** An account with nothing in it yet. */
export function openAccount(requestId: string): RequestAccount {
  return { requestId, codes: NONE, asked: 0 };
}

/** Does the work of a request; whatever it leads to, and waits for, finds the account. */
export function keepAccount<T>(account: RequestAccount, work: () => T): T {
  return accounts.run(account, work);
}

/** Keeps a code that goes out in a request's answer. */
export function noteCode(account: RequestAccount, code: string): void {
  account.codes = new Map(account.codes).set(code, (account.codes.get(code) ?? 0) + 1);
}

/** Keeps that others are asked once more on behalf of the request this code runs for, if it runs for one. */
export function noteAsking(): void {
  const account = currentAccount();
  if (account !== undefined) account.asked += 1;
}

/** The account of the request this code runs for; undefined for work of the process's own. */
export function currentAccount(): RequestAccount | undefined {
  return accounts.getStore();
}
