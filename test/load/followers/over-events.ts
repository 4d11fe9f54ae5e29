import { type ClientRequest, request } from 'node:http';
import { FOLLOWED } from './graph.js';
import { machineMs } from './machine-clock.js';

/** Hears what a follower is told. */
export interface FollowerListener {
  next(result: string, atMs: number): void;
  /** It ended, and not from this side. */
  ended(why: string): void;
}

/** Leaves, as a client that goes away does. */
export type Leave = () => void;

const BODY = JSON.stringify({ query: FOLLOWED });
const HEADERS = {
  accept: 'text/event-stream',
  'content-type': 'application/json',
  'content-length': String(Buffer.byteLength(BODY)),
};

/** Follows by Server-Sent Events. Resolves when the answer has begun. @throws Error when it is no stream of events. */
export function followByEvents(url: string, listener: FollowerListener): Promise<Leave> {
  return new Promise((resolve, reject) => {
    let left = false;
    const asked: ClientRequest = request(url, { method: 'POST', headers: HEADERS, agent: false }, (response) => {
      if (response.statusCode !== 200) {
        asked.destroy();
        reject(new Error(`status ${response.statusCode}`));
        return;
      }
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        const atMs = machineMs();
        const frames = (text + chunk).split('\n\n');
        text = frames.pop() ?? '';
        for (const frame of frames) readFrame(frame, atMs, listener);
      });
      response.once('close', () => {
        if (!left) listener.ended('the stream has ended');
      });
      response.on('error', () => undefined);
      resolve(() => {
        left = true;
        asked.destroy();
      });
    });
    asked.on('error', reject);
    asked.end(BODY);
  });
}

/** Frames without data are of no result: a cursor, a comment, a time to wait, the end. */
function readFrame(frame: string, atMs: number, listener: FollowerListener): void {
  const data = frame.split('\n').find((line) => line.startsWith('data: '));
  if (data !== undefined) listener.next(data, atMs);
}
