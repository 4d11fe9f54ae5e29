import { readFileSync } from 'node:fs';

/** What the kernel counts in: Linux tells user space hundredths of a second on every platform that Node runs on. */
const TICK_MS = 10;
/** Where utime stands behind the name in /proc/PID/stat (proc(5)), which may hold blanks itself. */
const UTIME = 11;

/** The processor time that a process has had so far, with all of its threads, in user mode and in the kernel. */
export function cpuMsOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return TICK_MS * (Number(fields[UTIME]) + Number(fields[UTIME + 1]));
}
