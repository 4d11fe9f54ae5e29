import { trace } from '@opentelemetry/api';
import { type Level, type Logger, pino } from 'pino';
import { errorFields } from './error-fields.js';

/** A log of lines in JSON, one an event. No line holds a query, a variable, an answer or an address. */
export type Log = Logger;

/**
 * Opens the log of a process on standard output. Each line has the level, the time (ISO 8601, UTC), the process, and, where
 * it is about a request, its id and trace.
 */
export function openLog(name: string, level: Level | 'silent'): Log {
  return pino({
    level,
    base: { process: name },
    messageKey: 'message',
    errorKey: 'error',
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { error: (error: unknown) => errorFields(error) },
    mixin: ofTrace,
  });
}

/** A log that says nothing. */
export const silentLog: Log = pino({ level: 'silent' });

/** A duration as the log has it: milliseconds, to a tenth. */
export function loggedMs(durationMs: number): number {
  return Math.round(durationMs * 10) / 10;
}

/** What the log says of an answer: how long it took, and how often each error code is in it, if one is. */
export function answerFields(durationMs: number, codes: ReadonlyMap<string, number>): object {
  return { ms: loggedMs(durationMs), ...(codes.size === 0 ? {} : { codes: Object.fromEntries(codes) }) };
}

function ofTrace(): object {
  const traceId = trace.getActiveSpan()?.spanContext().traceId;
  return traceId === undefined ? {} : { traceId };
}
