import { badInput } from '../errors/public-error.js';
import { type Day, isDay, OPEN_TO, REGISTER_BEGINS, readDay } from './calendar-date.js';

/** A thing as seen on a day: `asOf` null is the live view, which moves with the clock. */
export interface ViewedThing {
  readonly type: string;
  readonly uid: string;
  readonly asOf: Day | null;
}

/** How a request looks at the register: `asOf` as asked (null: live) and the day that stands for it. */
export interface View {
  readonly asOf: Day | null;
  readonly day: Day;
}

/**
 * The global object identification of a viewed thing (Relay): `type:uid` or `type:uid@YYYY-MM-DD` in base64url. The view
 * travels in the id, so a normalised cache never mixes two days and every federated link keeps its view.
 */
export function encodeViewId(thing: ViewedThing): string {
  const text = thing.asOf === null ? `${thing.type}:${thing.uid}` : `${thing.type}:${thing.uid}@${thing.asOf}`;
  return Buffer.from(text, 'utf8').toString('base64url');
}

const FORM = /^([A-Z][A-Za-z]*):([A-Za-z0-9][A-Za-z0-9._-]{0,119})(?:@(\d{4}-\d{2}-\d{2}))?$/;

/** The thing an id names, or null when the text is no id of this graph. Ids have one spelling: a re-encoded one must be equal. */
export function decodeViewId(id: string): ViewedThing | null {
  const match = FORM.exec(Buffer.from(id, 'base64url').toString('utf8'));
  const [, type, uid, asOf = null] = match ?? [];
  if (type === undefined || uid === undefined) return null;
  if (asOf !== null && (!isDay(asOf) || asOf < REGISTER_BEGINS || asOf >= OPEN_TO)) return null;
  const thing = { type, uid, asOf };
  return encodeViewId(thing) === id ? thing : null;
}

/**
 * Reads an id argument.
 * @throws PublicError `BAD_USER_INPUT` when it is malformed.
 */
export function readViewId(id: string, argument: string): ViewedThing {
  const thing = decodeViewId(id);
  if (thing === null) {
    throw badInput(
      argument,
      `${argument}: ${JSON.stringify(id)} is not an id of this graph. Take ids from answers; they are opaque.`,
      `${argument}: ${JSON.stringify(id)} không phải mã định danh của hệ thống. Hãy dùng mã lấy từ câu trả lời.`,
    );
  }
  return thing;
}

/**
 * The view that an `asOf` argument asks for; null and absent are live.
 * @throws PublicError `BAD_USER_INPUT` (see {@link readDay}).
 */
export function readView(asOf: unknown, today: Day, argument = 'asOf'): View {
  if (asOf === null || asOf === undefined) return { asOf: null, day: today };
  const day = readDay(asOf, argument);
  return { asOf: day, day };
}

/** The view an id carries. */
export function viewOf(thing: { readonly asOf: Day | null }, today: Day): View {
  return { asOf: thing.asOf, day: thing.asOf ?? today };
}

/** What an argument names by its uid or an id, in words. */
const NAMED = {
  AdministrativeUnit: ['an administrative unit', 'một đơn vị hành chính'],
  Agency: ['an agency', 'một cơ quan'],
  Spokesperson: ['a spokesperson', 'một người phát ngôn'],
  FocalPoint: ['a focal point', 'một đầu mối'],
  PolicyCommunicationOfficer: ['a member of the policy-communication staff', 'một cán bộ truyền thông chính sách'],
  Submission: ['a submission', 'một hồ sơ trình'],
  DataCall: ['a data call', 'một yêu cầu gửi danh sách, kế hoạch'],
} as const;

/** How an argument that takes a uid or an id is read. */
export interface UidArgument {
  readonly type: keyof typeof NAMED;
  readonly argument: string;
  /** The query's view, which a dated id must be of; null where the day of an id is of no account. */
  readonly view: View | null;
  /** The query's argument for its day. */
  readonly dayArgument?: string;
}

/**
 * Reads an argument that takes a bare uid, or an id. An id without a day takes the query's view; a dated one must carry the day
 * the query asks for.
 * @throws PublicError `BAD_USER_INPUT` when the id names another type or another day.
 */
export function readUid(text: string, { type, argument, view, dayArgument = 'asOf' }: UidArgument): string {
  const thing = decodeViewId(text);
  if (thing === null) {
    if (/^[a-z0-9][a-z0-9._-]{0,119}$/.test(text)) return text;
    readViewId(text, argument);
    return text;
  }
  const [en, vi] = NAMED[type];
  if (thing.type !== type) {
    throw badInput(
      argument,
      `${argument}: expected ${en}, got an id of ${thing.type}.`,
      `${argument}: cần ${vi}, nhận được mã của ${thing.type}.`,
    );
  }
  if (view !== null && thing.asOf !== null && thing.asOf !== view.asOf) {
    throw badInput(
      argument,
      `${argument}: the id is of ${thing.asOf}; ask with ${dayArgument}: "${thing.asOf}" too.`,
      `${argument}: mã này thuộc ngày ${thing.asOf}; hãy hỏi kèm ${dayArgument}: "${thing.asOf}".`,
    );
  }
  return thing.uid;
}

/** Reads a `within` argument: a unit's uid, or its id. @throws PublicError like {@link readUid}. */
export function readWithin(within: string, view: View, argument = 'within'): string {
  return readUid(within, { type: 'AdministrativeUnit', argument, view });
}
