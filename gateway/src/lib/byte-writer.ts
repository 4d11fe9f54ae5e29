const COMMA = 0x2c;
/** So few bytes are copied sooner than it is said that they should be. */
const FEW = 16;

/** Bytes that are written one behind the other, in room that grows. */
export class ByteWriter {
  #bytes: Buffer;
  #length = 0;

  /** Room for so many bytes, at first. */
  constructor(room: number) {
    this.#bytes = Buffer.allocUnsafe(room);
  }

  /** What has been written, and room behind it. */
  get bytes(): Buffer {
    return this.#bytes;
  }

  get length(): number {
    return this.#length;
  }

  /** Text of ASCII. */
  text(text: string): void {
    this.#reserve(text.length);
    this.#length += this.#bytes.write(text, this.#length, 'latin1');
  }

  comma(): void {
    this.#reserve(1);
    this.#bytes[this.#length] = COMMA;
    this.#length += 1;
  }

  copy(from: Buffer, start: number, end: number): void {
    this.#reserve(end - start);
    if (end - start > FEW) from.copy(this.#bytes, this.#length, start, end);
    else for (let at = start; at < end; at += 1) this.#bytes[this.#length + at - start] = from[at] as number;
    this.#length += end - start;
  }

  /** Begins anew, in the same room; in this much, where it has become more than that. */
  clear(most: number): void {
    this.#length = 0;
    if (this.#bytes.length > most) this.#bytes = Buffer.allocUnsafe(most);
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const grown = Buffer.allocUnsafe(2 * (this.#length + more));
    this.#bytes.copy(grown, 0, 0, this.#length);
    this.#bytes = grown;
  }
}
