import { auditTrail } from '../audit/audit-trail.js';
import { dataQualityIssues } from '../quality/list-issues.js';
import { coverageSeries } from './coverage-series.js';
import { turnover } from './turnover.js';
import { authorisationsLapsing, staleRecords } from './watched-records.js';

/** Root fields for those who watch over the record. */
export const watchingQueries = {
  coverageSeries,
  staleRecords,
  authorisationsLapsing,
  turnover,
  dataQualityIssues,
  auditTrail,
};
