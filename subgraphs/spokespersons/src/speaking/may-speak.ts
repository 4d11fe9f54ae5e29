import { badInput, type Day, foldText, type Reference, readUid, readView, type View } from '@phat-ngon/kit';
import type { Context } from '../context.js';
import { agencyReference, type LegalDocumentReference } from '../references.js';
import { type ShownSpeakingRule, speakingRuleOf } from '../rules/rule.resolvers.js';
import type { SpokespersonRow } from '../spokesperson/spokesperson.entity.js';
import { documentOf } from '../spokesperson/spokesperson.rules.js';
import { loadSpokesperson, type ViewedSpokesperson } from '../spokesperson/viewed-spokesperson.js';
import { judgeName, judgeRecord, type Question, type Verdict } from './judge-record.js';
import { isAllowed, labelsOf, type SpeakingReason } from './speaking-reason.js';

/** Arguments of `Query.maySpeak`. */
export interface MaySpeakArguments {
  readonly agency: string;
  readonly spokesperson?: string | null;
  readonly fullName?: string | null;
  readonly on?: unknown;
  readonly matter?: string | null;
}

/** `type SpeakingAnswer`. */
export interface SpeakingAnswer {
  readonly allowed: boolean;
  readonly reason: SpeakingReason;
  readonly label: string;
  readonly labelEn: string;
  readonly on: Day;
  readonly agency: Reference;
  readonly spokesperson: () => Promise<ViewedSpokesperson | null> | null;
  readonly matter: string | null;
  readonly document: ReturnType<typeof documentOf>;
  readonly rule: ShownSpeakingRule | null;
  readonly legalBasis: LegalDocumentReference | null;
  readonly records: () => Promise<readonly ViewedSpokesperson[]>;
}

/**
 * `Query.maySpeak`. Names and records that the caller may not know of are not there: what waits for its review is told to staff
 * alone. @throws PublicError `BAD_USER_INPUT` naming the argument at fault.
 */
export async function maySpeak(_: unknown, args: MaySpeakArguments, context: Context): Promise<SpeakingAnswer> {
  const view = readView(args.on, context.today, 'on');
  const uid = readUid(args.agency, { type: 'Agency', argument: 'agency', view, dayArgument: 'on' });
  const person = readPerson(args, view);
  const matter = readWords(args.matter, 'matter');
  const agency = agencyReference(uid, view);
  // Only an agency in force on the day has a rule.
  const rule = await speakingRuleOf(agency, _, context);
  const verdict: Verdict =
    rule === null
      ? { reason: 'AGENCY_NOT_IN_FORCE', rows: [] }
      : await judge(person, { agencyUid: uid, day: view.day, roles: rule.roles, matter }, context);
  return answerOf(verdict, { agency, rule, view }, context);
}

type Person = { readonly uid: string } | { readonly foldedName: string };

function readPerson({ spokesperson, fullName }: MaySpeakArguments, view: View): Person {
  const foldedName = readWords(fullName, 'fullName');
  if ((spokesperson ?? null) === null ? foldedName === null : foldedName !== null) {
    throw badInput(
      'spokesperson',
      'spokesperson: expected exactly one of spokesperson and fullName.',
      'spokesperson: cần đúng một trong hai: spokesperson hoặc fullName.',
    );
  }
  if (foldedName !== null) return { foldedName };
  const named = { type: 'Spokesperson', argument: 'spokesperson', view, dayArgument: 'on' } as const;
  return { uid: readUid(spokesperson ?? '', named) };
}

function readWords(text: string | null | undefined, argument: string): string | null {
  if (text === null || text === undefined) return null;
  const folded = foldText(text);
  if (folded !== '') return folded;
  throw badInput(
    argument,
    `${argument}: expected at least one letter or digit.`,
    `${argument}: cần ít nhất một chữ cái hoặc chữ số.`,
  );
}

async function judge(person: Person, question: Question, context: Context): Promise<Verdict> {
  if ('uid' in person) {
    const row = await context.spokespersons.byUid.load(person.uid);
    if (row === null || !(await isKnown(row, context))) return { reason: 'NO_SUCH_RECORD', rows: [] };
    return { reason: judgeRecord(row, question), rows: [row] };
  }
  const rows = await context.spokespersons.ofAgency.load(question.agencyUid);
  const namesakes = rows.filter((row) => foldText(row.fullName) === person.foldedName);
  const known = await Promise.all(namesakes.map((row) => isKnown(row, context)));
  return judgeName(
    namesakes.filter((_, index) => known[index]),
    question,
  );
}

/** Published by today, or the caller's own to know. */
async function isKnown(row: SpokespersonRow, { rights, today }: Context): Promise<boolean> {
  return (row.publishedOn !== null && row.publishedOn <= today) || rights.isStaffOf(row.agencyUid);
}

function answerOf(
  { reason, rows }: Verdict,
  { agency, rule, view }: { readonly agency: Reference; readonly rule: ShownSpeakingRule | null; readonly view: View },
  context: Context,
): SpeakingAnswer {
  const basis = reason === 'SEVERAL_OF_THAT_NAME' ? undefined : rows[0];
  const matter = basis?.matter ?? null;
  return {
    allowed: isAllowed(reason),
    reason,
    ...labelsOf(reason, matter),
    on: view.day,
    agency,
    spokesperson: () => (basis === undefined ? null : loadSpokesperson(context, basis.uid, view)),
    matter,
    document: basis === undefined ? null : documentOf(basis),
    rule,
    legalBasis: rule?.legalBasis ?? null,
    records: async () => {
      const seen = await Promise.all(rows.map((row) => loadSpokesperson(context, row.uid, view)));
      return seen.filter((record) => record !== null);
    },
  };
}
