import type { Reading } from '../database/database.js';
import { type PlacementLoaders, placementLoaders } from '../placement/placement-loaders.js';
import { FeedRows } from './feed-rows.js';

/** What all who read the feeds of a subgraph read together: of the process, not of a request. */
export interface SharedReading {
  readonly rows: FeedRows;
  /** Where units and agencies stand at the moment of asking, for the places that filters name. */
  readonly placements: PlacementLoaders;
}

/** Makes it for a subgraph's database. */
export function sharedReading(reading: Reading): SharedReading {
  return { rows: new FeedRows(reading), placements: placementLoaders(reading, { cache: false }) };
}
