import { type Stack, startStack } from '../harness/start-stack.js';
import { refusedBy } from '../load/hostile/expectation.js';
import type { HostileRequest, World } from '../load/hostile/hostile-request.js';
import { judgeExchange } from '../load/hostile/judge-exchange.js';
import { KINDS, requestAt } from '../load/hostile/kinds.js';
import { learnWorld } from '../load/hostile/learn-world.js';
import { readResponses } from '../load/hostile/read-responses.js';
import { runHostile } from '../load/hostile/run-hostile.js';

const SEED = 20_250_701;
const OF_EACH_KIND = 12;
/** Long enough for a busy machine: what is planned in this process keeps it from reading what was sent. */
const REQUEST_TIMEOUT_MS = 4_000;
const PATIENCE_MS = 15_000;

let stack: Stack;
let world: World;
beforeAll(async () => {
  stack = await startStack({ REQUEST_TIMEOUT_MS: String(REQUEST_TIMEOUT_MS) });
  world = await learnWorld(stack.url, { requestTimeoutMs: REQUEST_TIMEOUT_MS });
});
afterAll(() => stack[Symbol.asyncDispose]());

describe('hostile requests', () => {
  it.each(KINDS.map((kind, index): [string, number] => [kind, index]))(
    'of the kind "%s" are refused clearly or answered rightly, and tell nothing of the inside',
    async (_kind, first) => {
      const requests = Array.from({ length: OF_EACH_KIND }, (_, turn) =>
        requestAt(world, SEED, first + turn * KINDS.length),
      );
      const outcomes = await runHostile({ world, url: stack.url, requests, concurrency: 8, patienceMs: PATIENCE_MS });
      expect(outcomes).toHaveLength(OF_EACH_KIND);
      expect(outcomes.filter(({ verdict }) => verdict === 'failed')).toEqual([]);
    },
  );

  it('leave the graph as it was', async () => {
    expect((await learnWorld(stack.url)).known).toEqual(world.known);
  });

  it('are the same for the same seed and index', () => {
    const bytesAt = (seed: number, index: number): string => JSON.stringify(requestAt(world, seed, index));
    expect(bytesAt(7, 1)).toBe(bytesAt(7, 1));
    expect(bytesAt(7, 1)).not.toBe(bytesAt(8, 1));
    expect(bytesAt(7, 1)).not.toBe(bytesAt(7, 1 + KINDS.length));
  });
});

/** The judge is only worth something if it finds fault. */
describe('the judge of what comes back', () => {
  const SHOWN = { messageVi: 'Không', messageEn: 'No', retryable: false };
  const refusal = (code: string, message = 'No'): object => ({ errors: [{ message, extensions: { code, ...SHOWN } }] });

  function problemOf(request: Pick<HostileRequest, 'expected'>, status: number, body: unknown): string | undefined {
    const text = JSON.stringify(body);
    const head = `HTTP/1.1 ${status} x\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}`;
    const read = readResponses(Buffer.from(`${head}\r\n\r\n${text}`), false);
    return judgeExchange(world.schema, { steps: [], ...request }, { ...read, end: 'answered', ms: 1 }).problem;
  }

  const refused = { expected: () => refusedBy('BAD_REQUEST') };
  const asked = {
    expected: () => ({
      question: { query: '{ country { uid level } }', variables: {}, operationName: undefined, right: null },
      refusals: [],
    }),
  };
  const country = (fields: object): object => ({ data: { country: fields } });

  it('has nothing to say of a refusal that is due, and of an answer that fits', () => {
    expect(problemOf(refused, 400, refusal('BAD_REQUEST'))).toBeUndefined();
    expect(problemOf(asked, 200, country({ uid: 'vn', level: 'COUNTRY' }))).toBeUndefined();
  });

  it.each<[string, Pick<HostileRequest, 'expected'>, number, unknown, RegExp]>([
    ['a failure inside', refused, 500, refusal('INTERNAL_SERVER_ERROR'), /failed inside/],
    ['a code of no table', refused, 400, refusal('FST_ERR_CTP'), /words of the inside/],
    ['a code that is not due', refused, 404, refusal('NOT_FOUND'), /where BAD_REQUEST was due/],
    ['a status of another code', refused, 200, refusal('BAD_REQUEST'), /status 200/],
    ['another shape', refused, 400, { error: 'Bad Request', statusCode: 400 }, /one shape/],
    ['a stack trace', refused, 400, refusal('BAD_REQUEST', 'x at parse (/srv/a.js:1:2)'), /words of the inside/],
    ['a table of the database', refused, 400, refusal('BAD_REQUEST', 'placed_unit is locked'), /words of the inside/],
    ['what gateway and subgraphs say', refused, 400, refusal('BAD_REQUEST', '_entities'), /words of the inside/],
    ['an answer where none is due', refused, 200, country({ uid: 'vn' }), /where BAD_REQUEST was due/],
    ['a refusal where an answer is due', asked, 400, refusal('BAD_REQUEST'), /an answer was due/],
    ['a field that lacks', asked, 200, country({ uid: 'vn' }), /does not fit/],
    ['a field too many', asked, 200, country({ uid: 'vn', level: 'COUNTRY', name: 'x' }), /does not fit/],
    ['a value of another type', asked, 200, country({ uid: 'vn', level: 'PLANET' }), /does not fit/],
  ])('finds fault with %s', (_what, request, status, body, problem) => {
    expect(problemOf(request, status, body)).toMatch(problem);
  });

  it('finds fault with silence', () => {
    const silence = { responses: [], rest: Buffer.alloc(0), ms: 1 };
    const judged = (end: 'hung' | 'closed') =>
      judgeExchange(world.schema, { steps: [], ...refused }, { ...silence, end });
    expect(judged('hung').problem).toMatch(/hung/);
    expect(judged('closed').problem).toMatch(/closed without an answer/);
  });
});
