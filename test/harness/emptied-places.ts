/** The places where an answer has nothing and the whole answer has something: response keys joined by dots, list positions left out. */
export function emptiedPlaces(whole: unknown, degraded: unknown, path: readonly string[] = []): readonly string[] {
  if (degraded === null || degraded === undefined) return whole === null || whole === undefined ? [] : [path.join('.')];
  if (Array.isArray(whole) && Array.isArray(degraded)) {
    if (whole.length !== degraded.length) return [path.join('.')];
    return whole.flatMap((each, index) => emptiedPlaces(each, degraded[index], path));
  }
  if (isObject(whole) && isObject(degraded))
    return Object.keys(whole).flatMap((key) => emptiedPlaces(whole[key], degraded[key], [...path, key]));
  if (whole !== degraded) throw new Error(`${path.join('.')}: ${String(degraded)} in place of ${String(whole)}`);
  return [];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
