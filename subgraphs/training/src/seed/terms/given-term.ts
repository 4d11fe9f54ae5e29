/** A term as it is written down: what it is called in both languages, what it means, and its name in the schema if it has one. */
export type GivenTerm = readonly [vi: string, en: string, definition: string, schemaName?: string];
