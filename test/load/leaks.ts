/** What must not leave the process: each pattern finds a word of the inside. */
const WORDS_OF_THE_INSIDE: readonly RegExp[] = [
  // Stack traces and places in files.
  /\bat (?:async |new )?[\w.<>[\]$ ]+ \((?:file:|node:|\/|<anonymous>)/,
  /\bat (?:async )?(?:file:|node:|\/)\S+:\d+/,
  /\.(?:ts|js|mjs|cjs):\d+/,
  /file:\/\/|node:internal|node_modules/,
  /\/(?:work|srv|app|home|usr|tmp|root|var|opt)\/[\w.-]+/,
  /"?(?:stacktrace|stack)"?\s*[:=]/,
  // The runtime's own errors.
  /\b(?:Type|Range|Reference|Aggregate|Syntax)Error\b/,
  /Cannot read propert|is not a function|is not iterable|Maximum call stack|heap out of memory|\[object \w+\]/,
  /\b(?:FST|ERR|HPE|ER|SQLITE)_[A-Z][A-Z_]+/,
  /ECONN|\bE(?:PIPE|NOENT|HOSTUNREACH|TIMEDOUT|ADDR)\w*/,
  // Packages and hosts.
  /\b(?:apollo|fastify|undici|typeorm|mysql2?|mariadb|sqlite3?|better-sqlite3|graphql-js|dataloader|cockatiel|zod|jose)\b/i,
  /@?phat-ngon[/:]/,
  /\b127\.0\.0\.1\b|\blocalhost\b|\b(?:0\.0\.0\.0|\[::1?\])|:\d{4,5}\/graphql/,
  // Federation between gateway and subgraphs.
  /\b_entities\b|\b_Any\b|\b_Entity\b|\b_service\b|\brepresentations\b|\b(?:join|link|core)__\w+/,
  /\bsubgraph\b/i,
  // SQL and the tables.
  /SELECT |\b(?:SELECT|INSERT INTO|DELETE FROM|UPDATE)\b\s+[`"\w*(]/,
  /\bSQL\b|\bER_\w+|near ".*": syntax/,
  /\b(?:placed_unit|placed_agency|valid_from|valid_to|life_from|life_to|change_log|parent_uid|seed_\w+)\b/,
];

/** The words of the inside in an answer that the client did not send itself: a refusal may quote what it refuses. */
export function leaksOf(answer: string, sent: string): readonly string[] {
  return WORDS_OF_THE_INSIDE.flatMap((pattern) => [...answer.matchAll(new RegExp(pattern, `${pattern.flags}g`))])
    .map(([word]) => word)
    .filter((word) => !sent.includes(word));
}
