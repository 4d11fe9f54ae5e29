import { z } from 'zod';

/** Environment variables as a process is given them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A text that says something. */
export const text = (expected: string) => z.string({ error: `expected ${expected}` }).min(1, `expected ${expected}`);

/** Digits alone: an empty text, `1e3` or `0x10` is a mistake, not a number. */
export const whole = (fallback: number | undefined, { least = 1, most = Number.MAX_SAFE_INTEGER } = {}) => {
  const digits = z.string({ error: `expected a whole number from ${least} to ${most}` });
  return (fallback === undefined ? digits : digits.default(String(fallback))).transform((given, context) => {
    const number = /^\d+$/.test(given) ? Number(given) : Number.NaN;
    if (number >= least && number <= most) return number;
    const message = `expected a whole number from ${least} to ${most}, got ${JSON.stringify(given)}`;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });
};

/** A port to listen on; 0 takes a free one. */
export const port = (fallback?: number) => whole(fallback, { least: 0, most: 65_535 });

/** Timers of Node end at once when they are set to more. */
export const milliseconds = (fallback: number, least = 1) => whole(fallback, { least, most: 2_147_483_647 });

/** What signs and verifies, as bytes. The value given is never repeated in a message. */
export const secret = () =>
  z
    .string({ error: 'expected at least 32 characters' })
    .min(32, 'expected at least 32 characters')
    .transform((given) => new TextEncoder().encode(given));

/** A secret that may be left out: null then. */
export const optionalSecret = () =>
  secret()
    .optional()
    .transform((bytes) => bytes ?? null);

/** One of a few words. */
export const oneOf = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z.enum(words, { error: ({ input }) => `expected one of ${words.join(', ')}, got ${JSON.stringify(input)}` });

/** Words separated by spaces; none by default. */
export const words = (expected: string) =>
  z
    .string()
    .regex(/^[\w.\s-]*$/, {
      error: ({ input }) => `expected ${expected}, separated by spaces, got ${JSON.stringify(input)}`,
    })
    .default('')
    .transform((given) => given.split(/\s+/).filter((word) => word !== ''));

/** The URL of something that answers over HTTP; `localhost:4001` is one of the protocol `localhost:`. */
export const httpUrl = () =>
  z.string({ error: 'expected a URL (http or https)' }).refine((given) => isHttpUrl(given), {
    error: ({ input }) => `expected a URL (http or https), got ${JSON.stringify(input)}`,
  });

/** Whether a text is the URL of something that answers over HTTP. */
export function isHttpUrl(given: string): boolean {
  return URL.canParse(given) && /^https?:$/.test(new URL(given).protocol);
}

/**
 * Reads variables by their schema.
 * @throws Error that names each variable at fault and what was expected, a line each.
 */
export function readEnvironment<Shape extends z.ZodRawShape>(
  variables: z.ZodObject<Shape>,
  env: Environment,
): z.output<z.ZodObject<Shape>> {
  const read = variables.safeParse(env);
  if (read.success) return read.data;
  throw new Error(read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'));
}

/** A variable as its schema knows it. */
export interface Variable {
  readonly name: string;
  /** What it is when it is not set; null where there is nothing to say. */
  readonly fallback: string | null;
  readonly required: boolean;
}

/** The variables of a schema, for the page that explains them. */
export function variablesOf(variables: z.ZodObject): readonly Variable[] {
  const { properties = {}, required = [] } = z.toJSONSchema(variables, { io: 'input', unrepresentable: 'any' });
  return Object.entries(properties).map(([name, property]) => {
    const fallback = typeof property === 'object' ? property.default : undefined;
    return { name, fallback: fallback === undefined ? null : String(fallback), required: required.includes(name) };
  });
}
