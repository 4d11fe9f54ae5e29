/** A Markdown page. */
export interface Page {
  readonly file: string;
  readonly text: string;
}
