import {
  type Connection,
  encodeViewId,
  type ListArguments,
  liveViewOn,
  OPEN_TO,
  type Reference,
  referenceTo,
  shownDay,
} from '@phat-ngon/kit';
import type { Context } from '../context.js';
import { readKey } from '../read-key.js';
import type { TrainingClassRow, ViewedRegistration } from './training-class.entity.js';
import { registrationList } from './training-class.store.js';

/** The venue as it is on the class's first day: the federation key carries that day. */
function venue({ venueUid, startsOn }: TrainingClassRow, _: unknown, { today }: Context): Reference | null {
  if (venueUid === null) return null;
  const view = startsOn === OPEN_TO ? liveViewOn(today) : { asOf: startsOn, day: startsOn };
  return referenceTo('AdministrativeUnit', venueUid, view);
}

async function attended(row: TrainingClassRow, _: unknown, context: Context): Promise<number | null> {
  return row.state === 'HELD' ? (await context.classes.turnout.load(row.uid)).attended : null;
}

function registrations(
  { uid }: TrainingClassRow,
  args: ListArguments,
  context: Context,
): Promise<Connection<ViewedRegistration>> {
  const view = liveViewOn(context.today);
  return context.classes.registrations.read(registrationList(uid), args, (row) => ({ row, view }));
}

/** Nobody had come yet on a day before the class was over: the agency's view shows what `trained` says of the same day. */
async function cameByThen({ row, view }: ViewedRegistration, _: unknown, context: Context): Promise<boolean | null> {
  if (row.attended === null) return null;
  const endsOn = (await context.classes.byUid.load(row.classUid))?.endsOn ?? OPEN_TO;
  return endsOn <= view.day ? row.attended === 1 : null;
}

/** Resolvers of `TrainingClass` and `Registration`. */
export const trainingClassResolvers = {
  TrainingClass: {
    __resolveReference: async ({ id }: { readonly id: string }, context: Context) => {
      const uid = readKey('TrainingClass', id);
      return uid === null ? null : context.classes.byUid.load(uid);
    },
    id: ({ uid }: TrainingClassRow) => encodeViewId({ type: 'TrainingClass', uid, asOf: null }),
    venue,
    startsOn: ({ startsOn }: TrainingClassRow) => shownDay(startsOn),
    audience: ({ audience }: TrainingClassRow) => audience.split(' '),
    registered: async ({ uid }: TrainingClassRow, _: unknown, context: Context) =>
      (await context.classes.turnout.load(uid)).registered,
    attended,
    waitsFor: ({ waitsFor }: TrainingClassRow, _: unknown, context: Context) =>
      waitsFor === null ? null : context.handbook.editions.load(waitsFor),
    programme: ({ programmeUid }: TrainingClassRow, _: unknown, context: Context) =>
      context.programmes.load(programmeUid),
    registrations,
    synthetic: ({ synthetic }: TrainingClassRow) => synthetic === 1,
  },
  Registration: {
    id: ({ row, view }: ViewedRegistration) =>
      encodeViewId({ type: 'Registration', uid: `${row.classUid}.${row.agencyUid}`, asOf: view.asOf }),
    trainingClass: ({ row }: ViewedRegistration, _: unknown, context: Context) =>
      context.classes.byUid.load(row.classUid),
    agency: ({ row, view }: ViewedRegistration) => referenceTo('Agency', row.agencyUid, view),
    spokesperson: ({ row, view }: ViewedRegistration) =>
      row.spokespersonUid === null ? null : referenceTo('Spokesperson', row.spokespersonUid, view),
    audience: ({ row }: ViewedRegistration) => row.audience,
    registeredOn: ({ row }: ViewedRegistration) => row.registeredOn,
    attended: cameByThen,
    synthetic: async ({ row }: ViewedRegistration, _: unknown, context: Context) =>
      (await context.classes.byUid.load(row.classUid))?.synthetic === 1,
  },
};
