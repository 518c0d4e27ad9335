import { TerminalError } from '@mesh/kernel';
import type { InboxRow } from '../inbox/inbox-row';
import type { PgInbox } from '../inbox/pg-inbox';

export interface StaleFactsParts {
  readonly inbox: Pick<PgInbox, 'claimOrphans'>;
  /** Makes a leased row a dead letter. */
  readonly putAside: (row: InboxRow, error: TerminalError) => Promise<unknown>;
}

export interface StaleFactsLimits {
  /** How long a fact waits for the one before it. */
  readonly patienceMs: number;
  readonly leaseMs: number;
}

const AT_ONCE = 100;

/**
 * Puts aside facts whose predecessor has not come in time, with the code `STALE`; the later facts of the ticket wait
 * behind them, as behind any dead fact. A redrive gives them all the time once more.
 */
export class StaleFacts {
  constructor(
    private readonly parts: StaleFactsParts,
    private readonly limits: StaleFactsLimits,
  ) {}

  async sweep(): Promise<void> {
    const { inbox, putAside } = this.parts;
    const { patienceMs, leaseMs } = this.limits;
    for (const row of await inbox.claimOrphans({ patienceMs, leaseMs, most: AT_ONCE })) {
      await putAside(row, new TerminalError('STALE', `the fact before number ${row.sequence} has not come`));
    }
  }
}
