import { readFileSync, writeFileSync } from 'node:fs';

/**
 * What the system has given a process, in MiB: now (`VmRSS`), or at most since that mark was last set back (`VmHWM`), as `/proc/PID/status` tells on
 * Linux (proc(5)). The figure that is not told is NaN.
 */
export function memoryMbOf(pid: number, figure: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`^${figure}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]) / 2 ** 10;
}

/** What sets the mark of `VmHWM` back to what there is now (proc(5), `clear_refs`). */
const RESET_PEAK = '5';

/** Sets back the mark of the most that a process has been given. False where the system does not allow it. */
export function resetPeakOf(pid: number): boolean {
  try {
    writeFileSync(`/proc/${pid}/clear_refs`, RESET_PEAK);
    return true;
  } catch {
    return false;
  }
}
