import { type Day, OPEN_TO, readAnyDay } from '@phat-ngon/kit';

/** A period as a command says it: its first day, and the first day after it; absent: open. */
export interface TermInput {
  readonly validFrom: unknown;
  readonly validTo?: unknown;
}

/** A period in stored days. @throws PublicError `BAD_USER_INPUT` for a day that is none. */
export function readTerm({ validFrom, validTo }: TermInput): { readonly validFrom: Day; readonly validTo: Day } {
  return {
    validFrom: readAnyDay(validFrom, 'input.validFrom'),
    validTo: validTo === null || validTo === undefined ? OPEN_TO : readAnyDay(validTo, 'input.validTo'),
  };
}
