import type { SubgraphName } from '../../scripts/src/definitions.js';
import type { RunningCommand } from '../harness/run-command.js';
import { type SpanCollector, startSpanCollector } from '../harness/span-collector.js';
import { type ProcessStack, startProcesses } from '../harness/start-processes.js';

const NAMES: readonly SubgraphName[] = ['units', 'spokespersons', 'training'];
const QUERY = `query Page($code: String!) {
  unit(code: $code) { name committee { name whoToCall { spokesperson { fullName contacts { value } } } } }
  handbookEditions { edition }
}`;

let stack: ProcessStack;
let collector: SpanCollector;
beforeAll(async () => {
  collector = await startSpanCollector();
  const watched = { METRICS_PORT: '0', OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_BSP_SCHEDULE_DELAY: '50' };
  stack = await startProcesses(watched, watched);
});
afterAll(async () => {
  await stack[Symbol.asyncDispose]();
  await collector[Symbol.asyncDispose]();
});

/** Asks one question that every subgraph has a part of, under a request id. */
async function ask(requestId: string, body: object): Promise<any> {
  const response = await fetch(`${stack.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-request-id': requestId },
    body: JSON.stringify(body),
  });
  expect(response.headers.get('x-request-id')).toBe(requestId);
  return response.json();
}

const page = { query: QUERY, variables: { code: '00004', secret: 'a variable nobody shall log' } };

/** The lines a process has logged about a request, once there is one. */
async function linesOf(command: RunningCommand, requestId: string): Promise<readonly any[]> {
  await command.printed(new RegExp(`\\{[^\\n]*"requestId":"${requestId}"[^\\n]*\\}\\n`));
  return command
    .output()
    .split('\n')
    .filter((line) => line.includes(`"${requestId}"`))
    .map((line) => JSON.parse(line));
}

async function metricsOf(command: RunningCommand): Promise<string> {
  const [, url = ''] = await command.printed(/"metrics","url":"([^"]+)"/);
  return (await fetch(url)).text();
}

/** The value of a measure with these labels. */
function measured(metrics: string, name: string): number {
  const line = metrics.split('\n').find((each) => each.startsWith(`${name} `));
  return line === undefined ? Number.NaN : Number(line.slice(name.length));
}

describe('the log', () => {
  it('has a line of each process about a request, under its id, and nothing of what was asked or answered', async () => {
    const { data, errors } = await ask('line-of-each', page);
    expect(errors).toBeUndefined();
    const { fullName } = data.unit.committee.whoToCall.spokesperson;
    const lines = await linesOf(stack.gateway, 'line-of-each');
    expect(lines).toEqual([
      expect.objectContaining({
        level: 'info',
        process: 'gateway',
        event: 'answered',
        method: 'POST',
        status: 200,
        fetches: expect.any(Number),
        ms: expect.any(Number),
      }),
    ]);
    for (const name of NAMES) {
      const [line] = await linesOf(stack.processOf(name), 'line-of-each');
      expect(line).toMatchObject({ process: name, subgraph: name, event: 'answered' });
      expect(line.statements).toBeGreaterThan(0);
    }
    const everything = [stack.gateway, ...NAMES.map(stack.processOf)].map((command) => command.output()).join('\n');
    expect(fullName).toMatch(/\p{Lu}/u);
    for (const text of [fullName, data.unit.name, 'a variable nobody shall log', 'whoToCall'])
      expect(everything).not.toContain(text);
  });

  it('names the codes of a refusal', async () => {
    const { errors } = await ask('refused-one', { query: '{ nothingOfTheKind }' });
    expect(errors).toHaveLength(1);
    const [line] = await linesOf(stack.gateway, 'refused-one');
    expect(line).toMatchObject({ status: 200, codes: { GRAPHQL_VALIDATION_FAILED: 1 }, fetches: 0 });
  });

  it('says when a client does not wait', async () => {
    const recover = stack.disturb('training', 'hang');
    const client = new AbortController();
    const reached = stack.proxies.training.reached();
    const answer = fetch(`${stack.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-request-id': 'gone-early' },
      body: JSON.stringify({ query: '{ handbookEditions { edition } }' }),
      signal: client.signal,
    });
    await reached;
    client.abort();
    await expect(answer).rejects.toThrow();
    recover();
    const [line] = await linesOf(stack.gateway, 'gone-early');
    expect(line).toMatchObject({ event: 'answered', status: null, fetches: 1 });
  });
});

describe('the metrics', () => {
  it('of the gateway count requests, plans, fetches by subgraph and errors by code', async () => {
    const before = await metricsOf(stack.gateway);
    await ask('counted-1', page);
    await ask('counted-2', page);
    await ask('counted-3', { query: '{ nothingOfTheKind }' });
    await linesOf(stack.gateway, 'counted-3');
    const after = await metricsOf(stack.gateway);
    const more = (name: string): number => measured(after, name) - (measured(before, name) || 0);
    expect(more('gateway_requests_total{route="/graphql",status="200"}')).toBe(3);
    expect(more('gateway_errors_total{code="GRAPHQL_VALIDATION_FAILED"}')).toBe(1);
    expect(more('gateway_plans_total{cache="hit"}')).toBeGreaterThanOrEqual(1);
    for (const name of NAMES)
      expect(more(`gateway_fetches_total{subgraph="${name}",outcome="ok"}`)).toBeGreaterThanOrEqual(2);
    expect(measured(after, 'gateway_requests_in_flight')).toBe(0);
    expect(measured(after, 'process_resident_memory_bytes')).toBeGreaterThan(0);
  });

  it('of a subgraph count statements, and say how far its copy of the register goes and how old that knowledge is', async () => {
    await ask('stated', page);
    const metrics = await metricsOf(stack.processOf('spokespersons'));
    expect(measured(metrics, 'subgraph_requests_total{subgraph="spokespersons",outcome="ok"}')).toBeGreaterThan(0);
    expect(
      measured(metrics, 'subgraph_sql_statements_total{subgraph="spokespersons",kind="select",outcome="ok"}'),
    ).toBeGreaterThan(0);
    const log = measured(await metricsOf(stack.processOf('units')), 'subgraph_change_log_position{subgraph="units"}');
    expect(log).toBeGreaterThan(0);
    expect(measured(metrics, 'subgraph_projection_position{subgraph="spokespersons"}')).toBe(log);
    expect(measured(metrics, 'subgraph_projection_lag_seconds{subgraph="spokespersons"}')).toBeGreaterThanOrEqual(0);
  });

  it('are nowhere on the port of the callers', async () => {
    expect((await fetch(`${stack.url}/metrics`)).status).toBe(404);
    expect(
      (
        await fetch(
          `${
            stack
              .processOf('units')
              .output()
              .match(/listening on (http:\S+?)"/)?.[1]
          }/metrics`,
        )
      ).status,
    ).toBe(404);
  });
});

describe('the traces', () => {
  it('lead from the request through its fetches to the statements, over all four processes', async () => {
    await ask('traced', page);
    const rootOf = () => collector.spans.find(({ attributes }) => JSON.stringify(attributes).includes('"traced"'));
    const ofTrace = () => collector.spans.filter(({ traceId }) => traceId === rootOf()?.traceId);
    await collector.until(() => new Set(ofTrace().map(({ service }) => service)).size === 4);
    await collector.until(() => ofTrace().some(({ name, service }) => name === 'sql select' && service === 'units'));
    const byId = new Map(ofTrace().map((span) => [span.spanId, span]));
    const statement = ofTrace().find(({ name, service }) => name === 'sql select' && service === 'units');
    const way: string[] = [];
    for (let span = statement; span !== undefined; span = byId.get(span.parentSpanId ?? ''))
      way.unshift(`${span.service}: ${span.name}`);
    expect(way).toEqual([
      'gateway: POST /graphql',
      'gateway: fetch units',
      'units: POST /graphql',
      'units: sql select',
    ]);
    expect(JSON.stringify(ofTrace())).not.toContain('a variable nobody shall log');
  });
});
