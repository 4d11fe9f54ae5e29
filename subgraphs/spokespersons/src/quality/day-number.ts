/**
 * SQL that numbers the day in a column (`YYYY-MM-DD`), so that two of them can be subtracted: the proleptic Gregorian calendar
 * counted from March, in arithmetic that both databases have alike. Neither's own date functions are the other's.
 */
export function dayNumber(columnName: string): string {
  const part = (start: number, length: number): string => `(SUBSTR(${columnName}, ${start}, ${length}) + 0)`;
  const [year, month, day] = [part(1, 4), part(6, 2), part(9, 2)];
  // January and February belong to the year before: the leap day comes last.
  const marchYear = `(${year} - (CASE WHEN ${month} < 3 THEN 1 ELSE 0 END))`;
  const marchMonth = `((${month} + 9) % 12)`;
  const leapDays = `${whole(marchYear, 4)} - ${whole(marchYear, 100)} + ${whole(marchYear, 400)}`;
  return `(365 * ${marchYear} + ${leapDays} + ${whole(`(153 * ${marchMonth} + 2)`, 5)} + ${day})`;
}

/** Division without the rest; `/` alone keeps it in one database and drops it in the other. */
function whole(dividend: string, divisor: number): string {
  return `((${dividend} - ${dividend} % ${divisor}) / ${divisor})`;
}
