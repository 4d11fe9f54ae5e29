import { loadConfig } from './config.js';
import { createGateway, type GatewayEvent } from './gateway.js';

/** The process: configuration, start, signals, drain, exit code. */
async function main(): Promise<void> {
  const gateway = await createGateway(loadConfig(process.env), { onEvent: report });
  const { url } = await gateway.listen();
  process.stdout.write(`gateway listening on ${url}\n`);
  process.on('SIGHUP', () => void gateway.reload());
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      gateway.close().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
}

/** A line an event, for the operator's log. */
function report(event: GatewayEvent): void {
  process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), ...event })}\n`);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`gateway cannot start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
