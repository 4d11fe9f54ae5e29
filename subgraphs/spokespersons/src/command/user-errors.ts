import { CommandRefused, type UserError } from '@phat-ngon/kit';

/** `enum UserErrorCode`: why a command was refused, as something the caller can mend. */
export const USER_ERROR_CODES = [
  'INVALID',
  'REQUIRED',
  'TOO_LONG',
  'NOT_FOUND',
  'CONFLICT',
  'KEY_REUSED',
  'OVERLAPS',
  'ENDS_BEFORE_START',
  'ALREADY_ENDED',
  'AGENCY_NOT_IN_FORCE',
  'ROLE_NOT_FORESEEN',
  'DOCUMENT_REQUIRED',
  'CONSENT_REQUIRED',
  'NOTHING_CHANGED',
  'NOT_OPEN',
  'OWN_SUBMISSION',
  'REASON_REQUIRED',
] as const;

/** One of {@link USER_ERROR_CODES}. */
export type UserErrorCode = (typeof USER_ERROR_CODES)[number];

/** An error of a command of this subgraph. */
export type CommandError = UserError<UserErrorCode>;

/** Where in the input, outermost first. */
export type InputPath = readonly string[];

/** What is wrong with a command's input, gathered so that the caller hears of everything at once. */
export class Problems {
  readonly #found: CommandError[] = [];

  add(error: CommandError): void {
    this.#found.push(error);
  }

  get found(): readonly CommandError[] {
    return this.#found;
  }

  get isEmpty(): boolean {
    return this.#found.length === 0;
  }

  /** @throws CommandRefused when there is anything. */
  refuse(): void {
    if (!this.isEmpty) throw new CommandRefused(this.#found);
  }
}

/** Refuses a command for one reason. */
export function refused(error: CommandError): CommandRefused {
  return new CommandRefused([error]);
}
