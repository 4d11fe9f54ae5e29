/** The number an option names. @throws Error that names the option, for what is no whole number above 0. */
export function wholeNumber(option: string, text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new Error(`--${option}: expected a whole number above 0, not ${text}`);
  return Number(text);
}
