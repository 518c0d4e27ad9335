/**
 * The say of a part that degrades alone: until it was reached once the service is not ready, so that a roll-out waits
 * for it; later, or after a grace, its absence takes no service out of the way of tickets.
 */
export class FirstContact {
  private settled = false;
  private readonly since: number;

  constructor(
    private readonly graceMs: number,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.since = now();
  }

  /** @throws what `ask` throws, as long as it counts */
  async check(ask: () => Promise<unknown>): Promise<void> {
    if (this.settled || this.now() - this.since >= this.graceMs) return;
    await ask();
    this.settled = true;
  }
}
