/** The value below which such a share of all lies; NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  const ordered = [...values].sort((left, right) => left - right);
  return ordered[Math.min(ordered.length - 1, Math.floor(share * ordered.length))] ?? Number.NaN;
}

/** The value in the middle; NaN of none. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value in the middle of the ratios of each value to its counterpart in the same round; NaN of none. */
export function medianRatio(values: readonly number[], counterparts: readonly number[]): number {
  return median(values.map((value, round) => value / (counterparts[round] ?? Number.NaN)));
}

/** For `JSON.stringify`: as many digits as a noisy machine can tell. */
export function rounded(_key: string, value: unknown): unknown {
  if (typeof value !== 'number' || Number.isInteger(value)) return value;
  return Math.abs(value) < 1 ? Number(value.toPrecision(3)) : Math.round(100 * value) / 100;
}
