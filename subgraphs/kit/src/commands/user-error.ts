/** Something in a command's input that the caller can mend. */
export interface UserError<Code extends string = string> {
  readonly code: Code;
  /** Where in the input: field names and list indices, outermost first; empty for the command as a whole. */
  readonly path: readonly string[];
  readonly vi: string;
  readonly en: string;
  /** The uid of the legal document a rule rests on. */
  readonly legalBasisUid?: string;
}

/** Ends a command's transaction with nothing written; its errors are shown in the payload, not as errors of the request. */
export class CommandRefused extends Error {
  override readonly name = 'CommandRefused';
  readonly errors: readonly UserError[];

  constructor(errors: readonly UserError[]) {
    super(errors.map((error) => `${error.path.join('.')}: ${error.code}`).join('; '));
    this.errors = errors;
  }
}
