import { pause } from '../../running-mesh/start-mesh';
import { workingTickets } from '../../running-mesh/tickets';
import { type LoadTenant, clientOf } from './tenants';

const LOOK_EVERY_MS = 5_000;

export interface DoorkeeperParts {
  readonly tenants: readonly LoadTenant[];
  readonly url: string;
  /** Tickets that may be with the machines at once. */
  readonly most: number;
  readonly over: () => boolean;
}

/**
 * Keeps new customers out while the machines have more in hand than a run leaves them time to work off: else a machine
 * that became slower after the measurement is judged for its backlog, and not for the fault.
 */
export class Doorkeeper {
  /** Customers that were kept out so far. */
  keptOut = 0;
  private inHand = 0;

  constructor(private readonly parts: DoorkeeperParts) {}

  letsIn(): boolean {
    const isOpen = this.inHand <= this.parts.most;
    if (!isOpen) this.keptOut += 1;
    return isOpen;
  }

  /** Looks from time to time; while nobody answers, what was seen last counts. */
  async watch(): Promise<void> {
    const { tenants, url, over } = this.parts;
    while (!over()) {
      try {
        const counts = await Promise.all(tenants.map(({ adminKey }) => workingTickets(clientOf(url, adminKey))));
        this.inHand = counts.reduce((sum, count) => sum + count, 0);
      } catch {
        // A gateway that is away is what a fault may be about.
      }
      await pause(LOOK_EVERY_MS);
    }
  }
}
