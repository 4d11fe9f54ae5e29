import { fixedClock } from '@phat-ngon/kit';
import { CALLERS, type Caller, type Payload, send } from '../testing/commands.js';
import { idOf, type Network, openNetwork } from '../testing/open-network.js';

let network: Network;
beforeEach(async () => {
  network = await openNetwork({ records: [{ uid: 'holder', agencyUid: 'so-y-te-p01-1' }] });
});
afterEach(() => network[Symbol.asyncDispose]());

const LIST = { kind: 'LIST', title: 'Gửi danh sách', document: { number: '9/CV-VD' }, dueOn: '2026-12-31' } as const;
const asked = async (input: object = LIST): Promise<string> => {
  const payload: any = await send(network, 'authority', 'openDataCall', { ...input });
  expect(payload.userErrors).toEqual([]);
  return payload.dataCall.uid;
};
const answer = (dataCall: string, agency: string, parts: object = { evidence: { note: 'Đã gửi' } }, version = 1) =>
  send(network, 'clerk', 'answerDataCall', { dataCall, agency, expectedVersion: version, ...parts }) as Promise<any>;
const decide = (dataCall: string, decisions: readonly object[], caller: Caller = 'reviewer') =>
  send(network, caller, 'reviewDataCallAnswers', { dataCall, decisions }) as Promise<any>;
const codesOf = ({ userErrors }: Payload) => userErrors.map(({ code, path }) => [code, path.join('.')]);
const progress = async (): Promise<any> => {
  const { dataCalls }: any = await network.data(
    `{ dataCalls { nodes { uid progress { asked answered accepted overdue ratio byTier { tier asked answered accepted }
       byProvince { unit { id } asked answered } } } } }`,
  );
  return dataCalls.nodes[0].progress;
};
const log = async () =>
  ((await network.subgraph.changes.readAfter(0, 1_000, new AbortController().signal)) as any[]).map((row) => [
    row.seq,
    row.type,
    row.kind,
    row.agencyUid,
  ]);

describe('a data call', () => {
  it('asks the agencies in force that day, of the tiers and below the place, and tells each in the log', async () => {
    const uid = await asked({ ...LIST, tier: ['PROVINCIAL_DEPARTMENT', 'COMMUNE'], within: 'p01-1' });
    const rows = await log();
    expect(rows.map(([seq, type, kind]) => [seq, type, kind])).toEqual([
      [1, 'dataCall', 'OPENED'],
      [2, 'dataCallResponse', 'ASKED'],
      [3, 'dataCallResponse', 'ASKED'],
      [4, 'dataCallResponse', 'ASKED'],
    ]);
    expect(new Set(rows.map(([, , , agency]) => agency))).toEqual(
      new Set([null, 'so-van-hoa-p01-1', 'so-y-te-p01-1', 'ub-c004-2']),
    );
    expect((await progress()).asked).toBe(3);
    expect(uid).toMatch(/^data-call\./);
  });

  it('is answered, accepted and returned; how far it has come is public', async () => {
    const uid = await asked();
    await answer(uid, 'so-y-te-p01-1');
    await answer(uid, 'so-van-hoa-p01-1');
    const reviewed = await decide(uid, [
      { agency: 'so-y-te-p01-1', expectedVersion: 2, decision: 'ACCEPT' },
      { agency: 'so-van-hoa-p01-1', expectedVersion: 2, decision: 'RETURN', reason: 'Thiếu danh sách' },
    ]);
    expect(reviewed.responses.map((row: any) => row.state)).toEqual(['ACCEPTED', 'RETURNED']);
    expect(await progress()).toMatchObject({
      ...{ asked: 8, answered: 1, accepted: 1, overdue: 0, ratio: 0.125 },
      byTier: [
        { tier: 'CENTRAL', asked: 1, answered: 0 },
        { tier: 'PROVINCE', asked: 2, answered: 0 },
        { tier: 'PROVINCIAL_DEPARTMENT', asked: 3, answered: 1, accepted: 1 },
        { tier: 'DISTRICT', asked: 0 },
        { tier: 'COMMUNE', asked: 2, answered: 0 },
      ],
      byProvince: [
        { unit: { id: idOf('AdministrativeUnit', 'p01-1@2026-11-24') }, asked: 4, answered: 1 },
        { unit: { id: idOf('AdministrativeUnit', 'p08-2@2026-11-24') }, asked: 3, answered: 0 },
      ],
    });
  });

  it('is overdue for who has not answered when the day is over', async () => {
    await using later = await openNetwork({
      clock: fixedClock(new Date('2027-01-01T05:00:00Z')),
      dataCalls: [
        { uid: 'call', responses: [{ agencyUid: 'ub-p01-1' }, { agencyUid: 'ub-p08-2', state: 'ANSWERED' }] },
      ],
    });
    const { dataCalls }: any = await later
      .as(CALLERS.authority)
      .data('{ dataCalls { nodes { progress { overdue } responses { nodes { state isOverdue } } } } }');
    expect(dataCalls.nodes[0]).toEqual({
      progress: { overdue: 1 },
      responses: {
        nodes: [
          { state: 'ASKED', isOverdue: true },
          { state: 'ANSWERED', isOverdue: false },
        ],
      },
    });
  });

  it('shows each caller the responses of the agencies they keep or check', async () => {
    await asked();
    const seenBy = async (who: Caller) => {
      const { dataCalls }: any = await network
        .as(CALLERS[who])
        .data('{ dataCalls { nodes { responses { totalCount } } } }');
      return dataCalls.nodes[0].responses.totalCount;
    };
    expect(
      await Promise.all(
        (['authority', 'clerk', 'departmentClerk', 'reviewer', 'reviewerElsewhere'] as const).map(seenBy),
      ),
    ).toEqual([8, 4, 1, 4, 3]);
  });

  it('takes no answers once it is closed', async () => {
    const uid = await asked();
    const closed: any = await send(network, 'authority', 'closeDataCall', { dataCall: uid, expectedVersion: 1 });
    expect(closed.dataCall).toMatchObject({ version: 2, closedOn: '2026-11-24' });
    expect(codesOf(await answer(uid, 'so-y-te-p01-1'))).toEqual([['NOT_OPEN', 'dataCall']]);
    expect(codesOf(await send(network, 'authority', 'remindDataCall', { dataCall: uid }))).toEqual([
      ['NOT_OPEN', 'dataCall'],
    ]);
  });
});

describe('an answer that the records are up to date', () => {
  it('is taken from an agency that is covered', async () => {
    const payload = await answer(await asked(), 'so-y-te-p01-1', { recordsAreCurrent: true });
    expect(payload.response).toMatchObject({ state: 'ANSWERED', recordsAreCurrent: true, answer: null });
  });

  it('is not taken on trust, and for a plan not at all', async () => {
    expect(codesOf(await answer(await asked(), 'so-van-hoa-p01-1', { recordsAreCurrent: true }))).toEqual([
      ['INVALID', 'recordsAreCurrent'],
    ]);
    const plan = await asked({ ...LIST, kind: 'PLAN' });
    expect(codesOf(await answer(plan, 'so-y-te-p01-1', { recordsAreCurrent: true }))).toEqual([
      ['INVALID', 'recordsAreCurrent'],
    ]);
  });
});

describe('an answer is refused', () => {
  it('when there is nothing in it, when it came too late, when it was accepted, when nobody asked', async () => {
    const uid = await asked({ ...LIST, tier: ['PROVINCIAL_DEPARTMENT'] });
    expect(codesOf(await answer(uid, 'so-y-te-p01-1', {}))).toEqual([['REQUIRED', 'evidence']]);
    expect(codesOf(await answer(uid, 'so-y-te-p01-1', { evidence: { note: 'x' } }, 5))).toEqual([
      ['CONFLICT', 'expectedVersion'],
    ]);
    expect(codesOf(await answer(uid, 'ub-p01-1'))).toEqual([['NOT_FOUND', 'agency']]);
    expect(codesOf(await answer('no-such', 'ub-p01-1'))).toEqual([['NOT_FOUND', 'dataCall']]);
    await answer(uid, 'so-y-te-p01-1');
    await decide(uid, [{ agency: 'so-y-te-p01-1', expectedVersion: 2, decision: 'ACCEPT' }]);
    expect(codesOf(await answer(uid, 'so-y-te-p01-1', { evidence: { note: 'x' } }, 3))).toEqual([
      ['NOT_OPEN', 'agency'],
    ]);
  });
});

describe('decisions about answers', () => {
  it('stand for themselves, need a reason to return, and are nobody’s about their own', async () => {
    const uid = await asked();
    await send(network, 'authority', 'answerDataCall', {
      ...{ dataCall: uid, agency: 'ub-p01-1', expectedVersion: 1, evidence: { note: 'Đã gửi' } },
    });
    await answer(uid, 'so-y-te-p01-1');
    const reviewed = await decide(
      uid,
      [
        { agency: 'ub-p01-1', expectedVersion: 2, decision: 'ACCEPT' },
        { agency: 'so-y-te-p01-1', expectedVersion: 2, decision: 'RETURN' },
        { agency: 'so-van-hoa-p01-1', expectedVersion: 1, decision: 'ACCEPT' },
        { agency: 'ub-d001-1', expectedVersion: 1, decision: 'ACCEPT' },
        { agency: 'so-y-te-p01-1', expectedVersion: 2, decision: 'ACCEPT' },
      ],
      'authority',
    );
    expect(codesOf(reviewed)).toEqual([
      ['OWN_SUBMISSION', 'decisions.0.agency'],
      ['REASON_REQUIRED', 'decisions.1.reason'],
      ['NOT_OPEN', 'decisions.2.agency'],
      ['NOT_FOUND', 'decisions.3.agency'],
    ]);
    expect(reviewed.responses).toMatchObject([{ version: 3, state: 'ACCEPTED' }]);
  });
});

describe('reminders', () => {
  it('go to those who owe an answer, each once a day, and are told in the log', async () => {
    const uid = await asked({ ...LIST, within: 'p01-1' });
    await answer(uid, 'so-y-te-p01-1');
    const remind = async (parts: object = {}) =>
      ((await send(network, 'authority', 'remindDataCall', { dataCall: uid, ...parts })) as any).reminded;
    expect(await remind({ tier: ['COMMUNE'] })).toBe(1);
    expect(await remind()).toBe(2);
    expect(await remind()).toBe(0);
    const told = (await log()).filter(([, , kind]) => kind === 'REMINDED').map(([, , , agency]) => agency);
    expect(told.sort()).toEqual(['so-van-hoa-p01-1', 'ub-c004-2', 'ub-p01-1']);
    const { dataCallResponses }: any = await network
      .as(CALLERS.clerk)
      .agency('ub-c004-2', '{ dataCallResponses { reminders lastRemindedOn version } }');
    expect(dataCallResponses).toEqual([{ reminders: 1, lastRemindedOn: '2026-11-24', version: 2 }]);
  });
});

describe('a call that cannot be', () => {
  it('is refused: for nobody, for a day gone by, without words', async () => {
    const codes = async (parts: object) =>
      codesOf(await send(network, 'authority', 'openDataCall', { ...LIST, ...parts }));
    expect(await codes({ tier: ['DISTRICT'] })).toEqual([['NOT_FOUND', 'within']]);
    expect(await codes({ dueOn: '2026-11-23' })).toEqual([['ENDS_BEFORE_START', 'dueOn']]);
    expect(await codes({ title: ' ' })).toEqual([['REQUIRED', 'title']]);
  });
});
