import type { KeptType } from '../keeping/kept.js';

/** The tables of records, in the order in which the clock looks at them. */
export const TABLES: readonly (readonly [type: KeptType, tableName: string])[] = [
  ['spokesperson', 'spokesperson'],
  ['focalPoint', 'focal_point'],
  ['communicationOfficer', 'communication_officer'],
];
