import { createServer } from 'node:http';
import { collectDefaultMetrics, Registry } from 'prom-client';

/** The measures of a process, in the form Prometheus reads. */
export type Metrics = Registry;

/** Measures of nothing yet. */
export function newMetrics(): Metrics {
  return new Registry();
}

/** Adds what Node knows of the process: memory, processor, event loop, garbage collection, handles. */
export function measureProcess(metrics: Metrics): void {
  collectDefaultMetrics({ register: metrics });
}

/** Serves `GET /metrics`, and nothing else, on a port of its own, which need not be reachable for callers. */
export async function serveMetrics(
  metrics: Metrics,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') return void response.writeHead(404).end();
    metrics.metrics().then(
      (body) => response.writeHead(200, { 'content-type': metrics.contentType }).end(body),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  const at = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${at}/metrics`,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
