import type { Role } from '@phat-ngon/kit';

/** Who keeps an agency's records: its clerk, and the authority in its stead. */
export const KEEPERS: readonly Role[] = ['CLERK', 'AUTHORITY'];
/** Who asks all agencies. */
const AUTHORITY: readonly Role[] = ['AUTHORITY'];
/** Who checks what is submitted. */
const CHECKERS: readonly Role[] = ['REVIEWER', 'AUTHORITY'];

/**
 * Every command and the roles that may give it; whose records they may touch is the affair of the rights (`rights/rights.ts`). The
 * schema says the same to the gateway by `@policy`; a test holds the two equal.
 */
export const COMMANDS = {
  appointSpokesperson: KEEPERS,
  replaceSpokesperson: KEEPERS,
  endAppointment: KEEPERS,
  correctSpokesperson: KEEPERS,
  authoriseSpokesperson: KEEPERS,
  confirmSpokesperson: KEEPERS,
  createFocalPoint: KEEPERS,
  changeFocalPoint: KEEPERS,
  endFocalPoint: KEEPERS,
  addCommunicationOfficer: KEEPERS,
  correctCommunicationOfficer: KEEPERS,
  endCommunicationOfficer: KEEPERS,
  withdrawSubmission: KEEPERS,
  reviewSubmissions: CHECKERS,
  openDataCall: AUTHORITY,
  closeDataCall: AUTHORITY,
  answerDataCall: KEEPERS,
  reviewDataCallAnswers: CHECKERS,
  remindDataCall: AUTHORITY,
} as const satisfies Readonly<Record<string, readonly Role[]>>;

/** One of {@link COMMANDS}. */
export type CommandName = keyof typeof COMMANDS;

/** The commands a role may give, by name. */
export function commandsOf(role: Role): readonly CommandName[] {
  return (Object.keys(COMMANDS) as CommandName[]).filter((name) => COMMANDS[name].includes(role));
}
