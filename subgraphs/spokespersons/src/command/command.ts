import type { UserError } from '@phat-ngon/kit';
import type { Context } from '../context.js';
import type { CommandName } from './commands.js';
import type { Desk } from './desk.js';
import { type CommandInput, type Performed, perform } from './perform.js';

/** What every payload says beside what the command did. */
export interface Answered {
  readonly userErrors: readonly UserError[];
  readonly cursor: string | null;
}

type Resolver<Payload> = (_: unknown, args: { readonly input: never }, context: Context) => Promise<Payload>;

/** The resolver of a command: performs it, and shows what it came to. */
export function command<Input extends object, Outcome, Payload>(
  name: CommandName,
  work: (desk: Desk, input: Input) => Promise<Outcome>,
  show: (context: Context, performed: Performed<Outcome>, input: Input) => Promise<Payload>,
): Resolver<Payload & Answered> {
  return async (_, { input }: { readonly input: Input & CommandInput }, context) => {
    const performed = await perform(context, name, input, (desk) => work(desk, input));
    const { userErrors, cursor } = performed;
    return { userErrors, cursor, ...(await show(context, performed, input)) };
  };
}
