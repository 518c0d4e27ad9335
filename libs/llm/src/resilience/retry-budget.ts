/** Second tries are paid for by first ones, so that a provider in trouble gets at most a fifth more calls. */
const PER_CALL = 0.2;
const MOST = 10;

/** Bounds second tries over all calls to one model. */
export class RetryBudget {
  private saved = MOST / 2;

  onCall(): void {
    this.saved = Math.min(MOST, this.saved + PER_CALL);
  }

  /** Whether another try may be made; it is taken from the budget then. */
  take(): boolean {
    if (this.saved < 1) return false;
    this.saved -= 1;
    return true;
  }
}
