import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  NodeTracerProvider,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-node';
import { beginSpans } from './span.js';

/** How spans are sent. */
export interface TracingOptions {
  /** `service.name` of the spans. */
  readonly name: string;
  /** The collector's base URL; spans go to `/v1/traces` below it. */
  readonly url: string;
  /** Which share of the traces that begin here, or that a stranger began, is kept. */
  readonly share: number;
  /** Whether callers are strangers: one who says "sampled" of his own trace must not make us send it all. */
  readonly atEdge: boolean;
}

/** A collector that does not answer must not keep a process from ending. */
const EXPORT_MS = 3_000;

/**
 * Sends spans to a collector (OTLP over HTTP) from now on; until this is called tracing costs nothing. Context travels in
 * `traceparent` (W3C Trace Context). A collector that is away loses spans, never a request.
 */
export function startTracing({ name, url, share, atEdge }: TracingOptions): { close(): Promise<void> } {
  const ratio = new TraceIdRatioBasedSampler(share);
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': name, 'service.namespace': 'phat-ngon' }),
    sampler: new ParentBasedSampler({ root: ratio, ...(atEdge ? { remoteParentSampled: ratio } : {}) }),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter({ url: tracesUrl(url), timeoutMillis: EXPORT_MS }))],
  });
  provider.register();
  beginSpans();
  return { close: () => provider.shutdown().catch(() => undefined) };
}

function tracesUrl(base: string): string {
  return `${base.replace(/\/+$/, '')}/v1/traces`;
}
