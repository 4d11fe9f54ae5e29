/** Things that are open, to be closed in the other order than they were opened. */
export class Opened implements AsyncDisposable {
  readonly #parts: AsyncDisposable[] = [];

  use<Part extends AsyncDisposable>(part: Part): Part {
    this.#parts.push(part);
    return part;
  }

  defer(close: () => Promise<unknown>): void {
    this.use({
      [Symbol.asyncDispose]: async () => {
        await close();
      },
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const part of this.#parts.splice(0).reverse()) await part[Symbol.asyncDispose]();
  }

  /** Gives what `work` makes, to be closed by whoever has it; when it fails, what was opened is closed. */
  static async during<Made extends object>(work: (opened: Opened) => Promise<Made>): Promise<Made & AsyncDisposable> {
    const opened = new Opened();
    try {
      const made = await work(opened);
      return Object.assign(made, { [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose]() });
    } catch (error) {
      await opened[Symbol.asyncDispose]();
      throw error;
    }
  }
}
