import { setTimeout as delay } from 'node:timers/promises';

const RETRY_MS = 25;
const TRIES = 400;

/** Asks until the answer is as expected: what follows a log over HTTP tells nobody when it has caught up. @throws Error with the last answer. */
export async function eventually<Answer>(
  ask: () => Promise<Answer>,
  isThere: (answer: Answer) => boolean,
): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await ask();
    if (isThere(answer)) return answer;
    if (attempt === TRIES) throw new Error(`never came about; at last it was ${JSON.stringify(answer)}`);
    await delay(RETRY_MS);
  }
}
