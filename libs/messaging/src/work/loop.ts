/** Runs a piece of work whenever it is poked, never twice at once, and now and then as a safety net. */
export class Loop {
  private running: Promise<void> | undefined;
  private again = false;
  private stopped = true;
  private timer: NodeJS.Timeout | undefined;

  /**
   * @param turn does one round and says whether there is more to do at once
   * @param onError is told what a round threw; the loop goes on with the next poke or poll
   */
  constructor(
    private readonly turn: () => Promise<boolean>,
    private readonly pollMs: number,
    private readonly onError: (error: unknown) => void,
  ) {}

  start(): void {
    this.stopped = false;
    this.poke();
  }

  poke(): void {
    if (this.stopped) return;
    this.again = true;
    this.running ??= this.run().finally(() => {
      this.running = undefined;
      if (this.again) this.poke();
    });
  }

  /** Ends after the round in hand. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private async run(): Promise<void> {
    clearTimeout(this.timer);
    try {
      while (this.again && !this.stopped) {
        this.again = false;
        if (await this.turn()) this.again = true;
      }
    } catch (error) {
      this.onError(error);
    }
    if (!this.stopped) this.timer = setTimeout(() => this.poke(), this.pollMs).unref();
  }
}
