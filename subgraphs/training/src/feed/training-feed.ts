import {
  type ChangeRow,
  differingFields,
  feedDoors,
  placedFilterCondition,
  shownDay,
  type ToldChange,
  toldChange,
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

/** The feed of training classes and of the handbook. */
export const trainingFeed = feedDoors<Context, TrainingChange>({
  subscription: 'trainingChanged',
  types: [CLASS, EDITION],
  condition: placedFilterCondition,
  see: changeOf,
});

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
