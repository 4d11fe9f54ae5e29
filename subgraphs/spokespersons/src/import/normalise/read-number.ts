const SCIENTIFIC = /^\+?(\d)(?:[.,](\d+))?E\+?(\d{1,2})$/i;

/**
 * The digits of what should be a row of digits (a code, a telephone number), as spreadsheets leave it: `4.0` is `4`, and
 * `9.12345678E+08` is `912345678`. Null where digits are gone for good: `9.1E+10`. Other text as it is.
 */
export function digitsOf(text: string): string | null {
  if (/^\d+[.,]0+$/.test(text)) return text.replace(/[.,].*$/, '');
  const [, whole, fraction = '', exponent] = SCIENTIFIC.exec(text.replace(/\s/g, '')) ?? [];
  if (whole === undefined) return text;
  // Behind the last digit that is written there were others, or zeros: nobody can tell.
  return fraction.length === Number(exponent) ? whole + fraction : null;
}
