/** Whether a word stands at a place of some bytes. Views of bytes to compare cost more than to look. */
export function standsAt(word: Uint8Array, bytes: Uint8Array, at: number): boolean {
  for (let index = 0; index < word.length; index += 1) if (bytes[at + index] !== word[index]) return false;
  return true;
}
