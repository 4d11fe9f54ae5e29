/** What the graph says of its own data: the day the register is at, and whether what it shows is made up. */
export interface Register {
  /** A calendar date, `YYYY-MM-DD`. */
  readonly day: string;
  readonly synthetic: boolean;
}

const QUERY = 'query RegisterDay { country { coverage { asOf synthetic } } }';
/** The line is worth no longer wait; the page is complete without it. */
const DEADLINE_MS = 10_000;

/** Asks the graph, once. Null where it cannot say, and where another graph is served that has no such fields. Never throws. */
export async function loadRegister(): Promise<Register | null> {
  try {
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: { accept: 'application/graphql-response+json', 'content-type': 'application/json' },
      body: JSON.stringify({ query: QUERY }),
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    return readRegister(await response.json());
  } catch {
    return null;
  }
}

/** Reads the graph's answer to that question; null for any other. */
export function readRegister(answer: unknown): Register | null {
  const coverage = ['data', 'country', 'coverage'].reduce(property, answer);
  const day = property(coverage, 'asOf');
  const synthetic = property(coverage, 'synthetic');
  if (typeof day !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(day) || typeof synthetic !== 'boolean') return null;
  return { day, synthetic };
}

/** A calendar date as it is written in each language: `24/11/2026`, `24 November 2026`. */
export function writtenDay(day: string, language: 'vi' | 'en'): string {
  const format: Intl.DateTimeFormatOptions =
    language === 'vi'
      ? { day: '2-digit', month: '2-digit', year: 'numeric' }
      : { day: 'numeric', month: 'long', year: 'numeric' };
  const locale = language === 'vi' ? 'vi-VN' : 'en-GB';
  return new Intl.DateTimeFormat(locale, { ...format, timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}

function property(input: unknown, key: string): unknown {
  return typeof input === 'object' && input !== null ? Reflect.get(input, key) : undefined;
}
