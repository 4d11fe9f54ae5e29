import type { ProcessParts } from '@phat-ngon/runtime';
import type { EventListener } from './event.js';
import { logEvents } from './log-events.js';
import { measureEvents } from './measure-events.js';

/** Logs and counts what happens in a gateway whose own error codes are known. */
export function observeEvents({ log, metrics }: ProcessParts, isKnownCode: (code: string) => boolean): EventListener {
  const write = logEvents(log);
  const count = measureEvents(metrics, isKnownCode);
  return (event) => {
    write(event);
    count(event);
  };
}
