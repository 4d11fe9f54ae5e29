import { loadConfig } from './config.js';
import { createGateway } from './gateway.js';

/** The process: configuration, start, signals, drain, exit code. */
async function main(): Promise<void> {
  const gateway = await createGateway(loadConfig(process.env));
  const { url } = await gateway.listen();
  process.stdout.write(`gateway listening on ${url}\n`);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      gateway.close().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
}

try {
  await main();
} catch (error) {
  process.stderr.write(`gateway cannot start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
