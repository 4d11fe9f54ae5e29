import { bodyOf } from '../../known.js';
import { expectedOfBody, orRefusedBy, refusedBy } from '../expectation.js';
import type { Generator, Step } from '../hostile-request.js';
import { httpBytes } from '../http-bytes.js';

/** A few bytes after each other, spread over a time. */
function dripped(bytes: Buffer, ms: number): readonly Step[] {
  const pieces = 40;
  const size = Math.ceil(bytes.length / pieces);
  return Array.from({ length: pieces }, (_, index) => bytes.subarray(index * size, (index + 1) * size)).flatMap(
    (piece): Step[] => [
      { kind: 'send', bytes: piece },
      { kind: 'wait', ms: ms / pieces },
    ],
  );
}

/** Requests that come byte by byte, in time or too slowly, stop in the middle, or whose client ends or leaves there. */
export const slow: Generator = (random, world) => {
  const { operation } = random.pick(world.known);
  const body = Buffer.from(bodyOf(operation));
  const whole = httpBytes(world, { headers: [['content-type', 'application/json']], body });
  const { requestTimeoutMs } = world.limits;
  const headLength = whole.length - body.length;
  const inBody = headLength + random.below(body.length);
  const stopped: Step = { kind: 'send', bytes: whole.subarray(0, inBody) };
  switch (random.below(8)) {
    case 0:
      return { steps: dripped(whole, requestTimeoutMs * 3), expected: () => refusedBy('BAD_REQUEST') };
    case 1:
      return {
        steps: dripped(whole, requestTimeoutMs / 5),
        expected: () => orRefusedBy(expectedOfBody(world, body), 'BAD_REQUEST'),
      };
    case 2:
      return {
        steps: [{ kind: 'send', bytes: whole.subarray(0, headLength) }, ...dripped(body, requestTimeoutMs * 2)],
        expected: () => refusedBy('BAD_REQUEST'),
      };
    case 3:
      return { steps: [stopped], expected: () => refusedBy('BAD_REQUEST') };
    case 4:
      return {
        steps: [{ kind: 'send', bytes: whole.subarray(0, random.below(headLength)) }],
        expected: () => refusedBy('BAD_REQUEST'),
      };
    case 5:
      return { steps: [stopped, { kind: 'end' }], expected: () => refusedBy('BAD_REQUEST') };
    case 6:
      return {
        steps: [stopped, { kind: 'wait', ms: 50 }, { kind: 'leave' }],
        expected: () => ({ ...refusedBy(), mayClose: true }),
      };
    default:
      // Goes away while the answer is being made.
      return {
        steps: [{ kind: 'send', bytes: whole }, { kind: 'wait', ms: random.below(30) }, { kind: 'leave' }],
        expected: () => ({ ...expectedOfBody(world, body), mayClose: true }),
      };
  }
};
