import {
  type ChangeFilter,
  type ChangeRow,
  differingFields,
  type FeedArguments,
  type FeedConnection,
  type FeedPart,
  type FeedRange,
  feedConnection,
  filterCondition,
  liveViewOn,
  readFeed,
  type Subscribing,
  shownDay,
  subscribeToFeed,
  type ToldChange,
  toldChange,
  withinPlacement,
} from '@phat-ngon/kit';
import type { TrainingClassRow } from '../class/training-class.entity.js';
import type { Context } from '../context.js';
import type { EditionRow } from '../handbook/handbook.entity.js';

const [CLASS, EDITION] = ['trainingClass', 'handbookEdition'] as const;

/** `type TrainingClassState`. */
interface ClassState
  extends Pick<TrainingClassRow, 'uid' | 'title' | 'region' | 'venueUid' | 'endsOn' | 'state' | 'seats'> {
  readonly startsOn: string | null;
}

/** `type HandbookEditionState`. */
type EditionState = Pick<EditionRow, 'uid' | 'title' | 'edition' | 'state' | 'issuedOn'>;

/** `union ProgrammeState`. */
type ProgrammeState = ClassState | EditionState;

/** `type TrainingChange`. */
export interface TrainingChange extends ToldChange {
  readonly changedFields: readonly string[];
  readonly before: ProgrammeState | null;
  readonly after: ProgrammeState | null;
  readonly trainingClass: () => Promise<TrainingClassRow | null> | null;
  readonly handbookEdition: () => Promise<EditionRow | null> | null;
}

/** `Query.trainingChanges`. @throws PublicError `BAD_USER_INPUT`, `BAD_CURSOR`, `CURSOR_EXPIRED`. */
export function trainingChanges(
  _: unknown,
  args: FeedArguments,
  context: Context,
): Promise<FeedConnection<TrainingChange>> {
  return feedConnection(context, args, (range) => readChanges(args.filter, range, context));
}

/** `Subscription.trainingChanged`. @throws PublicError like {@link trainingChanges}. */
export function trainingChanged({ after, filter }: FeedArguments, subscribing: Subscribing<Context>) {
  const read = (range: FeedRange, context: Context) => readChanges(filter, range, context);
  return subscribeToFeed({ field: 'trainingChanged', after, read }, subscribing);
}

async function readChanges(
  filter: ChangeFilter | null | undefined,
  range: FeedRange,
  context: Context,
): Promise<FeedPart<TrainingChange>> {
  const { database, placements, today } = context;
  const condition = await filterCondition(filter, {
    within: (unit) => withinPlacement(unit, liveViewOn(today), placements, 'v.path'),
    agencies: 'placed_agency',
  });
  const selection = { types: [CLASS, EDITION], condition };
  return readFeed(database, selection, range, async (rows) => rows.map((row) => changeOf(row, context)));
}

/** `Query.trainingFeedCursor`. */
export function trainingFeedCursor(_: unknown, _arguments: unknown, { cursors, feedPosition }: Context): string {
  return cursors.encode(feedPosition ?? 0);
}

/** Which type of {@link ProgrammeState} a state is. */
export function typeOfState(state: ProgrammeState): 'TrainingClassState' | 'HandbookEditionState' {
  return 'region' in state ? 'TrainingClassState' : 'HandbookEditionState';
}

function changeOf(row: ChangeRow, { cursors, classes, handbook }: Context): TrainingChange {
  const { type, entityId } = row;
  const [before, after] = [stateOf(type, row.before), stateOf(type, row.after)];
  return {
    ...toldChange(row, 'TrainingChange', cursors),
    changedFields: differingFields(before, after),
    before,
    after,
    trainingClass: () => (type === CLASS ? classes.byUid.load(entityId) : null),
    handbookEdition: () => (type === EDITION ? handbook.editions.load(entityId) : null),
  };
}

function stateOf(type: string, text: string | null): ProgrammeState | null {
  if (text === null) return null;
  return type === CLASS ? classState(JSON.parse(text)) : editionState(JSON.parse(text));
}

function classState(row: TrainingClassRow): ClassState {
  const { uid, title, region, venueUid, startsOn, endsOn, state, seats } = row;
  return { uid, title, region, venueUid, startsOn: shownDay(startsOn), endsOn, state, seats };
}

function editionState({ uid, title, edition, state, issuedOn }: EditionRow): EditionState {
  return { uid, title, edition, state, issuedOn };
}
