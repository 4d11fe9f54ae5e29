import { foldText } from '@phat-ngon/kit';
import type { TermRow } from '../glossary/term.entity.js';
import { CHANGE_VALUES } from './terms/change-values.js';
import { CONCEPTS } from './terms/concepts.js';
import { COVERAGE_VALUES } from './terms/coverage-values.js';
import { KEEPING_VALUES } from './terms/keeping-values.js';
import { MAP_VALUES } from './terms/map-values.js';
import { PROGRAMME_VALUES } from './terms/programme-values.js';
import { SPEAKING_VALUES } from './terms/speaking-values.js';
import { WATCHING_VALUES } from './terms/watching-values.js';

const GIVEN = [
  ...CONCEPTS,
  ...MAP_VALUES,
  ...SPEAKING_VALUES,
  ...COVERAGE_VALUES,
  ...PROGRAMME_VALUES,
  ...KEEPING_VALUES,
  ...WATCHING_VALUES,
  ...CHANGE_VALUES,
];

/**
 * The glossary: concepts first, then the values of the enums that answers hold. Those that only arguments take (orders, InForce,
 * Scope) are no words of the domain: their descriptions in the schema are enough.
 */
export const TERMS: readonly TermRow[] = GIVEN.map(([vi, en, definition, schemaName = null], index) => ({
  uid: (schemaName ?? en).replace(/[^A-Za-z0-9]+/g, '-'),
  position: index + 1,
  vi,
  en,
  definition,
  schemaName,
  foldedVi: foldText(vi),
  foldedEn: foldText(en),
}));
