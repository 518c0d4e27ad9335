import { ProblemException } from '@mesh/bootstrap';
import { OutboxPressure } from '@mesh/messaging';
import { METRICS, Metrics } from '@mesh/observability';
import { Inject, Injectable } from '@nestjs/common';

const RETRY_AFTER_SECONDS = 5;

/** Whether the mesh takes more work in. Asked before anything is written, so nothing is refused that was accepted. */
@Injectable()
export class Admission {
  private readonly refused;
  private readonly accepted;

  constructor(
    @Inject(OutboxPressure) private readonly outbox: OutboxPressure,
    @Inject(Metrics) metrics: Metrics,
  ) {
    this.refused = metrics.counter(METRICS.intakeRefused, 'Tickets and messages refused because too much waits', []);
    this.refused.inc(0);
    this.accepted = metrics.counter(METRICS.ticketsAccepted, 'Tickets accepted', ['channel']);
  }

  /** @throws ProblemException 503 `overloaded` while more waits to be published than the mesh may hold */
  async admit(): Promise<void> {
    const { full } = await this.outbox.check();
    if (!full) return;
    this.refused.inc();
    const detail = 'Too much waits to be worked on; nothing was accepted. Try again later.';
    throw new ProblemException(503, 'overloaded', detail, { retryAfter: RETRY_AFTER_SECONDS });
  }

  noteAccepted(channel: string): void {
    this.accepted.inc({ channel });
  }
}
