import type { UserError } from '@phat-ngon/kit';
import { liveViewOn } from '@phat-ngon/kit';
import { changeFocalPoint, createFocalPoint, endFocalPoint } from './agency/focal-point.commands.js';
import { addOfficer, correctOfficer, endOfficer } from './agency/officer.commands.js';
import type { ShownFocalPoint, ShownOfficer } from './agency/shown-staff.js';
import { showFocalPoint, showOfficer } from './agency/shown-staff.js';
import type { StaffOutcome } from './agency/staff-records.js';
import { command } from './command/command.js';
import { uidOf } from './command/desk.js';
import type { Performed } from './command/perform.js';
import type { Context } from './context.js';
import { dataCallMutations } from './data-call/data-call.mutations.js';
import { legalDocumentReference } from './references.js';
import { appoint, type SpokespersonOutcome } from './spokesperson/commands/appoint.js';
import { authorise } from './spokesperson/commands/authorise.js';
import { confirm } from './spokesperson/commands/confirm.js';
import { correct } from './spokesperson/commands/correct.js';
import { endAppointment } from './spokesperson/commands/end.js';
import { replace } from './spokesperson/commands/replace.js';
import { loadSpokesperson, type ViewedSpokesperson } from './spokesperson/viewed-spokesperson.js';
import { type ReviewOutcome, review } from './submission/commands/review.js';
import { type SubmissionOutcome, withdraw } from './submission/commands/withdraw.js';
import { isSubmission, type Submission } from './submission/submission.js';
import { valueId } from './value-id.js';

interface SpokespersonShown {
  readonly spokesperson: ViewedSpokesperson | null;
  readonly replaced: ViewedSpokesperson | null;
  readonly submission: Submission | null;
}

/** Of a refused command, the record it is about as it is now: a caller who came too late sees at once what has changed. */
async function showSpokesperson(
  context: Context,
  { outcome }: Performed<SpokespersonOutcome>,
  input: object,
): Promise<SpokespersonShown> {
  const load = (uid: string | null): Promise<ViewedSpokesperson | null> =>
    uid === null ? Promise.resolve(null) : loadRecord(context, uid);
  const about = 'spokesperson' in input ? uidOf(String(input.spokesperson)) : null;
  const [spokesperson, replaced, submission] = await Promise.all([
    load(outcome?.spokespersonUid ?? about),
    load(outcome?.replacedUid ?? null),
    loadSubmission(context, outcome?.submissionUid ?? null),
  ]);
  return { spokesperson, replaced, submission };
}

/** A record as it is now: one that begins later too. */
async function loadRecord(context: Context, uid: string): Promise<ViewedSpokesperson | null> {
  const row = await context.spokespersons.byUid.load(uid);
  if (row === null) return null;
  const view = liveViewOn(context.today);
  return (await context.rights.isStaffOf(row.agencyUid)) ? { row, view } : loadSpokesperson(context, uid, view);
}

async function loadSubmission(context: Context, uid: string | null): Promise<Submission | null> {
  return uid === null ? null : context.submissions.byUid.load(uid);
}

async function showPost(
  context: Context,
  { outcome }: Performed<StaffOutcome>,
): Promise<{ readonly focalPoint: ShownFocalPoint | null; readonly submission: Submission | null }> {
  const row = outcome === null ? null : await context.staff.focalPointByUid.load(outcome.subjectUid);
  const focalPoint = row === null ? null : showFocalPoint(row, liveViewOn(context.today), context);
  return { focalPoint, submission: await loadSubmission(context, outcome?.submissionUid ?? null) };
}

async function showMember(
  context: Context,
  { outcome }: Performed<StaffOutcome>,
): Promise<{ readonly communicationOfficer: ShownOfficer | null; readonly submission: Submission | null }> {
  const row = outcome === null ? null : await context.staff.officerByUid.load(outcome.subjectUid);
  const communicationOfficer = row === null ? null : showOfficer(row, liveViewOn(context.today));
  return { communicationOfficer, submission: await loadSubmission(context, outcome?.submissionUid ?? null) };
}

async function showWithdrawn(
  context: Context,
  { outcome }: Performed<SubmissionOutcome>,
  input: { readonly submission: string },
): Promise<{ readonly submission: Submission | null }> {
  const submission = await loadSubmission(context, outcome?.submissionUid ?? uidOf(input.submission));
  const isSeen = submission !== null && (await context.rights.isStaffOf(submission.agencyUid));
  return { submission: isSeen ? submission : null };
}

async function showReviewed(
  context: Context,
  { outcome, userErrors }: Performed<ReviewOutcome>,
): Promise<{ readonly submissions: readonly Submission[]; readonly userErrors: readonly UserError[] }> {
  const found = await context.submissions.byUid.loadMany([...(outcome?.decided ?? [])]);
  return { submissions: found.filter(isSubmission), userErrors: [...userErrors, ...(outcome?.errors ?? [])] };
}

/** Resolvers of the commands. */
export const mutationResolvers = {
  Mutation: {
    appointSpokesperson: command('appointSpokesperson', appoint, showSpokesperson),
    replaceSpokesperson: command('replaceSpokesperson', replace, showSpokesperson),
    endAppointment: command('endAppointment', endAppointment, showSpokesperson),
    correctSpokesperson: command('correctSpokesperson', correct, showSpokesperson),
    authoriseSpokesperson: command('authoriseSpokesperson', authorise, showSpokesperson),
    confirmSpokesperson: command('confirmSpokesperson', confirm, showSpokesperson),
    createFocalPoint: command('createFocalPoint', createFocalPoint, showPost),
    changeFocalPoint: command('changeFocalPoint', changeFocalPoint, showPost),
    endFocalPoint: command('endFocalPoint', endFocalPoint, showPost),
    addCommunicationOfficer: command('addCommunicationOfficer', addOfficer, showMember),
    correctCommunicationOfficer: command('correctCommunicationOfficer', correctOfficer, showMember),
    endCommunicationOfficer: command('endCommunicationOfficer', endOfficer, showMember),
    withdrawSubmission: command('withdrawSubmission', withdraw, showWithdrawn),
    reviewSubmissions: command('reviewSubmissions', review, showReviewed),
    ...dataCallMutations,
  },
  UserError: {
    id: (error: UserError) => valueId('UserError', error),
    message: ({ vi }: UserError) => vi,
    messageEn: ({ en }: UserError) => en,
    legalBasis: ({ legalBasisUid }: UserError) =>
      legalBasisUid === undefined ? null : legalDocumentReference(legalBasisUid),
  },
};
