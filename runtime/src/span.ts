import {
  type Attributes,
  context,
  INVALID_SPAN_CONTEXT,
  propagation,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';

/** What a span says of a piece of work. */
export interface SpanFacts {
  readonly name: string;
  /** `server`: it answers another process; `client`: it asks one; `internal`: neither. */
  readonly kind: 'server' | 'client' | 'internal';
  readonly attributes?: Attributes;
  /** The headers a request came with: the trace goes on from there. */
  readonly from?: Readonly<Record<string, string | string[] | undefined>>;
}

const KINDS = { server: SpanKind.SERVER, client: SpanKind.CLIENT, internal: SpanKind.INTERNAL } as const;
const tracer = trace.getTracer('phat-ngon');
const NO_SPAN = trace.wrapSpanContext(INVALID_SPAN_CONTEXT);
let isTracing = false;

/** Says that spans go somewhere; before that nothing is made of them. */
export function beginSpans(): void {
  isTracing = true;
}

/**
 * Does a piece of work in a span, which ends with it; a failure is marked by the error's name, its words stay out. What it says may be made for it: nobody
 * makes it then where nothing is traced.
 */
export function inSpan<T>(facts: SpanFacts | (() => SpanFacts), work: (span: Span) => Promise<T>): Promise<T> {
  if (!isTracing) return work(NO_SPAN);
  return tracedWork(typeof facts === 'function' ? facts() : facts, work);
}

async function tracedWork<T>(facts: SpanFacts, work: (span: Span) => Promise<T>): Promise<T> {
  const { name, kind, attributes = {}, from } = facts;
  const parent = from === undefined ? context.active() : propagation.extract(context.active(), from);
  return tracer.startActiveSpan(name, { kind: KINDS[kind], attributes }, parent, async (span) => {
    try {
      return await work(span);
    } catch (error) {
      span.setAttribute('error.type', error instanceof Error ? error.name : typeof error);
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** Tells of work that has just ended, below the span it ran in; without one, which is work of the process's own, nothing is told. */
export function pastSpan({ name, kind, attributes = {} }: Omit<SpanFacts, 'from'>, durationMs: number): void {
  if (!isTracing || trace.getActiveSpan()?.isRecording() !== true) return;
  const endTime = Date.now();
  tracer.startSpan(name, { kind: KINDS[kind], attributes, startTime: endTime - durationMs }).end(endTime);
}

/** The headers by which the process that is asked goes on with the trace; none when there is none. */
export function spanHeaders(): Record<string, string> {
  const headers: Record<string, string> = {};
  if (isTracing) propagation.inject(context.active(), headers);
  return headers;
}
