import type { EndSignal } from './ending.js';

/** The reason with which a signal says that time was up; the same as that of `AbortSignal.timeout`. */
export function timeUp(): DOMException {
  return new DOMException('The time is up.', 'TimeoutError');
}

/** Whether a signal has aborted because time was up. By the reason's name: a `DOMException` of another realm is no instance of ours. */
export function isTimeUp({ aborted, reason }: EndSignal): boolean {
  return aborted && typeof reason === 'object' && reason !== null && 'name' in reason && reason.name === 'TimeoutError';
}
