export { type Bus, joinBus } from './changes/bus.js';
export { type ChangeCause, ChangeEntity, type ChangeRow, CounterEntity } from './changes/change.entity.js';
export { filterCondition, placedFilterCondition } from './changes/change-filter.js';
export { type Change, type ChangeDraft, ChangeLog, type Writing } from './changes/change-log.js';
export type { ChangeSource, SnapshotItem, SnapshotPage } from './changes/change-source.js';
export { FeedCursors } from './changes/feed-cursor.js';
export { type FeedContext, feedContext, feedDoors } from './changes/feed-doors.js';
export { CHANGE_PATHS, httpChangeSource } from './changes/http-change-source.js';
export { differingFields, type ToldChange, toldChange } from './changes/told-change.js';
export { type Command, type CommandResult, runCommand } from './commands/run-command.js';
export { CommandRefused, type UserError } from './commands/user-error.js';
export { loadSubgraphConfig, SUBGRAPH_VARIABLES, type SubgraphConfig } from './config.js';
export { column, nullable, table } from './database/columns.js';
export { type Database, DatabaseRefusedError, type Dialect, type Reading } from './database/database.js';
export { insertRows } from './database/insert-rows.js';
export type { MigrationMode } from './database/migrate.js';
export { openDatabase } from './database/open.js';
export type { MigrationClass } from './database/open-options.js';
export {
  allOf,
  anyOf,
  belowPath,
  type Condition,
  columnsOf,
  countOf,
  groupRows,
  isIn,
  type KeyedSelect,
  rowsAmong,
  rowsOf,
  rowsOfEach,
  withinPath,
} from './database/select.js';
export { type CodeFacts, ERROR_CODES, type ErrorCode } from './errors/codes.js';
export type { ErrorListener } from './errors/mask.js';
export { badInput, PublicError, type PublicErrorParts } from './errors/public-error.js';
export { buildSchema, type SharedFragment, subgraphSdl } from './federation/build-schema.js';
export type { SubgraphEvents, SubgraphRequest, SubgraphResponse, Subscribing } from './federation/execute-request.js';
export { goOn, inSlices, type ViewKey, ViewLoader, viewLoader } from './federation/load-by-key.js';
export { readSdl } from './federation/read-sdl.js';
export type { Ahead } from './federation/resolve-entities.js';
export { selects } from './federation/selects.js';
export type { Served, ServeOptions } from './http/listen-for.js';
export { serveServices, serveSubgraph } from './http/serve-subgraph.js';
export { bodyOf, NotFoundError, principalOf, queryOf, readQueryText } from './http/services.js';
export { isRole, type Principal, PUBLIC, ROLES, type Role, roleOf } from './identity/principal.js';
export { IDENTITY_HEADER, signSiblingHeader, verifySignedHeader } from './identity/signed-header.js';
export { type Observing, observing } from './observe/observer.js';
export { openSubgraph } from './open-subgraph.js';
export { type Connection, connectionOf, type Edge, type PageParts } from './paging/connection.js';
export { ListLoader } from './paging/list-loader.js';
export {
  countStatement,
  keyOf,
  type ListArguments,
  type ListQuery,
  listConnection,
  orderOf,
  pageStatement,
  readList,
  readListPage,
  type Sorted,
  type SortKey,
} from './paging/list-query.js';
export {
  DEFAULT_PAGE_SIZE,
  encodeListCursor,
  type ListPosition,
  MAX_PAGE_SIZE,
  type PageArguments,
  readPageArguments,
} from './paging/page-arguments.js';
export {
  COUNTRY_PATH,
  COUNTRY_UID,
  type Region,
  type Scope,
  TIERS,
  type Tier,
  type UnitLevel,
} from './placement/domain.js';
export {
  PlacedAgencyEntity,
  type PlacedAgencyRow,
  PlacedUnitEntity,
  type PlacedUnitRow,
} from './placement/placement.entity.js';
export { PLACEMENT_TYPES, type PlacedAgency, type PlacedUnit } from './placement/placement.js';
export { isPlaced, type PlacementLoaders, placementLoaders, withinPlacement } from './placement/placement-loaders.js';
export { placementsAreWhole } from './placement/placement-projection.js';
export { startSubgraph } from './start-subgraph.js';
export {
  type Filling,
  type OpenSubgraphOptions,
  type ProgressListener,
  type Subgraph,
  type SubgraphDefinition,
  type SubgraphParts,
  silentProgress,
} from './subgraph.js';
export { foldedWords, foldText } from './text/fold.js';
export {
  type ListOrder,
  type RankedColumns,
  readText,
  relevance,
  sortKeyFor,
  textCondition,
} from './text/search.js';
export { personSortKeyOf, sortKeyOf } from './text/sort-key.js';
export {
  addDays,
  type Day,
  dayOf,
  isDay,
  OPEN_FROM,
  OPEN_TO,
  REGISTER_BEGINS,
  readAnyDay,
  readDay,
  shownDay,
} from './view/calendar-date.js';
export { type Clock, clockFrom, fixedClock, instantDaysAgo, systemClock } from './view/clock.js';
export { endedBy, inForceOn, isInForceOn, type Life, seenOn, shownLife, structureDay } from './view/in-force.js';
export { datedView, liveViewOn, type Reference, readReference, referenceTo } from './view/reference.js';
export {
  decodeViewId,
  encodeViewId,
  readUid,
  readView,
  readViewId,
  readWithin,
  type UidArgument,
  type View,
  type ViewedThing,
  viewOf,
} from './view/view-id.js';
