import type { ExecutionResult } from 'graphql';
import type { Step } from './follow-events.js';
import { afterStep, answerListOf, isLive, KEPT_EVENTS, type LiveList, NO_LIST, summaryOf } from './live-list.js';

const AT = new Date('2026-11-24T08:00:00Z');
const BEGUN: LiveList = { ...NO_LIST, state: 'connecting' };

const event = (data: NonNullable<ExecutionResult['data']> | null): Step => ({ kind: 'events', results: [{ data }] });
const after = (...steps: readonly Step[]): LiveList => steps.reduce((list, step) => afterStep(list, step, AT), BEGUN);
const REFUSED: Step = { kind: 'refused', result: {} };

describe('a live list', () => {
  it('has the newest event first, each with its number', () => {
    const { events, count } = after({ kind: 'opened' }, event({ a: 1 }), event({ a: 2 }));
    expect(count).toBe(2);
    expect(events).toEqual([
      { number: 2, at: AT, result: { data: { a: 2 } } },
      { number: 1, at: AT, result: { data: { a: 1 } } },
    ]);
  });

  it('takes what comes at once as if it came one by one', () => {
    const results = [{ data: { a: 2 } }, { data: { a: 3 } }];
    const together = after(event({ a: 1 }), { kind: 'events', results });
    expect(together).toEqual(after(event({ a: 1 }), event({ a: 2 }), event({ a: 3 })));
  });

  it('keeps the latest, and counts them all', () => {
    const { events, count } = after(...Array.from({ length: KEPT_EVENTS + 50 }, (_, a) => event({ a })));
    expect([count, events.length]).toEqual([KEPT_EVENTS + 50, KEPT_EVENTS]);
    expect(events.at(-1)?.number).toBe(51);
  });

  it.each<[string, readonly Step[], LiveList['state'], boolean]>([
    ['connecting at first', [], 'connecting', true],
    ['following once it is open', [{ kind: 'opened' }], 'following', true],
    ['lost between two connections', [{ kind: 'opened' }, { kind: 'lost' }], 'lost', true],
    ['following again', [{ kind: 'lost' }, { kind: 'opened' }], 'following', true],
    ['ended with the subscription', [{ kind: 'opened' }, { kind: 'ended' }], 'ended', false],
    ['ended by a refusal that comes after events', [event({ a: 1 }), REFUSED], 'ended', false],
    ['none, where it is refused from the beginning', [REFUSED], 'none', false],
  ])('is %s', (_what, steps, state, live) => {
    const list = after(...steps);
    expect([list.state, isLive(list)]).toEqual([state, live]);
  });
});

describe('an event in one line', () => {
  it('is its values, in the order of the selection', () => {
    const data = { spokespersonChanged: { kind: 'ENDED', after: null, version: 0, agency: { tags: ['a', 'b'] } } };
    expect(summaryOf({ data })).toBe('ENDED · 0 · a · b');
  });

  it('is what went wrong, where there is nothing else', () => {
    const { errors } = JSON.parse('{"errors":[{"message":"Too late."},{"message":"Too many."}]}');
    expect(summaryOf({ data: null, errors })).toBe('Too late. · Too many.');
    expect(summaryOf({ data: { a: 1 }, errors })).toBe('1');
  });

  it('is no longer than a line', () => {
    expect(summaryOf({ data: { a: 'x'.repeat(1000) } })).toHaveLength(200);
  });
});

describe('the rows of a live list', () => {
  it('are its events, under the name of the subscription', () => {
    const list = after(event({ changed: { kind: 'A' } }), event({ changed: { kind: 'B' } }));
    expect(answerListOf(list)).toEqual({ path: 'changed', rows: [{ kind: 'B' }, { kind: 'A' }] });
  });

  it('are none where no event is an object', () => {
    expect([answerListOf(BEGUN), answerListOf(after(event({ changed: 1 }), event(null)))]).toEqual([null, null]);
  });
});
