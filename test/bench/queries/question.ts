/** What each gateway is asked. */
export interface Question {
  /** By which it is chosen on the command line. */
  readonly name: string;
  readonly title: string;
  readonly query: string;
  /**
   * The variables of one request after the other, from the first again behind the last. With more of them than connections, no two requests that
   * are under way at once are equal.
   */
  readonly variables: readonly Readonly<Record<string, unknown>>[];
}

/** Variables of a question that is always the same. */
export const NONE: Question['variables'] = [{}];
