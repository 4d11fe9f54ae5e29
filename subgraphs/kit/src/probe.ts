/** Asks an address once, for health checks in containers that have no curl: exit code 0 when it answers with success. */
const response = await fetch(process.argv[2] ?? '', { signal: AbortSignal.timeout(4_000) }).catch(() => null);
process.exitCode = response?.ok ? 0 : 1;
