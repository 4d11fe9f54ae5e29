import {
  allOf,
  type Condition,
  type Connection,
  isIn,
  type ListArguments,
  type Region,
  readList,
  readWithin,
} from '@phat-ngon/kit';
import type { Context } from '../context.js';
import type { ClassState, TrainingClassRow } from './training-class.entity.js';
import { CLASS_LIST, classesWithin } from './training-class.store.js';

/** Arguments of `Query.trainingClasses`. */
export interface TrainingClassesArguments extends ListArguments {
  readonly filter?: {
    readonly region?: Region | null;
    readonly state?: readonly ClassState[] | null;
    readonly within?: string | null;
  } | null;
}

/** `Query.trainingClasses`. @throws PublicError `BAD_USER_INPUT` naming the argument at fault. */
export async function listTrainingClasses(
  args: TrainingClassesArguments,
  context: Context,
): Promise<Connection<TrainingClassRow>> {
  const { region, state, within } = args.filter ?? {};
  const conditions: Condition[] = [];
  if (region) conditions.push({ sql: 'v.region = ?', parameters: [region] });
  if (state) conditions.push(isIn('v.state', state));
  if (within !== null && within !== undefined) {
    const unit = readWithin(within, { asOf: null, day: context.today });
    const classes = await classesWithin(unit, context.classes);
    conditions.push(
      isIn(
        'v.uid',
        classes.map((row) => row.uid),
      ),
    );
  }
  const query = { ...CLASS_LIST, name: 'trainingClasses', where: allOf(conditions) };
  return readList<TrainingClassRow, TrainingClassRow>(context.database, query, args, (row) => row);
}
