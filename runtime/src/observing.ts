import { z } from 'zod';
import { httpUrl, oneOf, port, text } from './environment.js';

/** How a process is watched. */
export interface ObservingConfig {
  /** `LOG_LEVEL`: the least that is logged. Default `info`. */
  readonly logLevel: (typeof LEVELS)[number];
  /** `HOST`: the address to listen on, for metrics too. Default 127.0.0.1. */
  readonly host: string;
  /** `METRICS_PORT`: where `/metrics` is served, apart from the callers' port; null serves none. */
  readonly metricsPort: number | null;
  /** `OTEL_EXPORTER_OTLP_ENDPOINT`: the collector that spans are sent to (OTLP over HTTP); null traces nothing. */
  readonly tracesUrl: string | null;
  /** `OTEL_TRACES_SAMPLER_ARG`: which share of the requests is traced, 0 to 1. Default 1. */
  readonly tracesShare: number;
}

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;

/** The variables every process has. */
export const OBSERVING_VARIABLES = {
  HOST: text('a host name or address').default('127.0.0.1'),
  LOG_LEVEL: oneOf(LEVELS).default('info'),
  METRICS_PORT: port().optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: httpUrl().optional(),
  OTEL_TRACES_SAMPLER_ARG: z
    .string()
    .regex(/^(0(\.\d+)?|1(\.0+)?)$/, 'expected a number from 0 to 1')
    .default('1')
    .transform(Number),
};

/** What the variables say. */
export function observingConfig(values: z.output<z.ZodObject<typeof OBSERVING_VARIABLES>>): ObservingConfig {
  return {
    logLevel: values.LOG_LEVEL,
    host: values.HOST,
    metricsPort: values.METRICS_PORT ?? null,
    tracesUrl: values.OTEL_EXPORTER_OTLP_ENDPOINT ?? null,
    tracesShare: values.OTEL_TRACES_SAMPLER_ARG,
  };
}
