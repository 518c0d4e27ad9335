interface Entry<Item, Result> {
  readonly item: Item;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/**
 * Natural batching: while one batch is being written the next one gathers, so that a busy service writes large batches
 * and an idle one does not wait.
 */
export class Batcher<Item, Result> {
  private waiting: Entry<Item, Result>[] = [];
  private writing = false;

  /**
   * @param write gives one result per item, in the same order
   * @param keyOf items of the same key never share a batch
   */
  constructor(
    private readonly write: (items: Item[]) => Promise<Result[]>,
    private readonly mostItems: number,
    private readonly keyOf: (item: Item) => string,
  ) {}

  add(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      if (!this.writing) void this.drain();
    });
  }

  private async drain(): Promise<void> {
    this.writing = true;
    await Promise.resolve();
    while (this.waiting.length > 0) await this.writeBatch(this.takeBatch());
    this.writing = false;
  }

  private takeBatch(): Entry<Item, Result>[] {
    const keys = new Set<string>();
    const batch: Entry<Item, Result>[] = [];
    const rest: Entry<Item, Result>[] = [];
    for (const entry of this.waiting) {
      const key = this.keyOf(entry.item);
      if (batch.length < this.mostItems && !keys.has(key)) {
        keys.add(key);
        batch.push(entry);
      } else {
        rest.push(entry);
      }
    }
    this.waiting = rest;
    return batch.sort((left, right) => (this.keyOf(left.item) < this.keyOf(right.item) ? -1 : 1));
  }

  private async writeBatch(batch: Entry<Item, Result>[]): Promise<void> {
    try {
      const results = await this.write(batch.map((entry) => entry.item));
      batch.forEach((entry, index) => entry.resolve(results[index] as Result));
    } catch (error) {
      for (const entry of batch) entry.reject(error);
    }
  }
}
