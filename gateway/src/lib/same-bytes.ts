/** Whether as many bytes are the same in two places. From their ends: there what is alike at first differs. */
export function sameBytes(one: Uint8Array, oneAt: number, other: Uint8Array, otherAt: number, length: number): boolean {
  for (let index = length - 1; index >= 0; index -= 1) if (one[oneAt + index] !== other[otherAt + index]) return false;
  return true;
}
