/** Milliseconds of the machine's monotonic clock, the same in each of its processes on Linux (CLOCK_MONOTONIC). */
export function machineMs(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1e3 + nanoseconds / 1e6;
}
