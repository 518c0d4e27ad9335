import { ProblemException } from '@mesh/bootstrap';
import type { ConfigOf } from '@mesh/config';
import { OutboxPressure, type OutboxState } from '@mesh/messaging';
import { METRICS, Metrics } from '@mesh/observability';
import { Inject, Injectable } from '@nestjs/common';
import { GatewayConfig } from '../gateway.config';
import { TenantWork } from './tenant-work';

const RETRY_AFTER_SECONDS = 5;

/** Whether the mesh takes more work in. Asked before anything is written, so nothing is refused that was accepted. */
@Injectable()
export class Admission {
  private readonly refused;
  private readonly accepted;

  constructor(
    @Inject(OutboxPressure) private readonly outbox: OutboxPressure,
    @Inject(TenantWork) private readonly work: TenantWork,
    @Inject(GatewayConfig.token) private readonly config: ConfigOf<typeof GatewayConfig>,
    @Inject(Metrics) metrics: Metrics,
  ) {
    const help = 'Tickets and messages refused because too much waits';
    this.refused = metrics.counter(METRICS.intakeRefused, help, ['reason']);
    for (const reason of ['outbox', 'tenant']) this.refused.inc({ reason }, 0);
    this.accepted = metrics.counter(METRICS.ticketsAccepted, 'Tickets accepted', ['channel']);
  }

  /** @throws ProblemException 503 `overloaded` while more waits to be published than the mesh may hold */
  async admit(): Promise<OutboxState> {
    const state = await this.outbox.check();
    if (!state.full) return state;
    this.refused.inc({ reason: 'outbox' });
    const detail = 'Too much waits to be worked on; nothing was accepted. Try again later.';
    throw new ProblemException(503, 'overloaded', detail, { retryAfter: RETRY_AFTER_SECONDS });
  }

  /**
   * What waits to be published is nobody's backlog: it counts for `admit` alone, so that a broker which is away keeps
   * nobody from writing. @throws ProblemException as `admit`; 429 `tenant_overloaded` while the tenant has as many
   * tickets under way as one tenant may
   */
  async admitTickets(tenantId: string, count: number): Promise<void> {
    const { pending } = await this.admit();
    const most = this.config.INTAKE_TENANT_LIMIT;
    const working = await this.work.working(tenantId, most + pending);
    if (working - pending + count <= most) return;
    this.refused.inc({ reason: 'tenant' });
    const detail = 'Too many of your tickets are being worked on; nothing was accepted. Try again later.';
    throw new ProblemException(429, 'tenant_overloaded', detail, { retryAfter: RETRY_AFTER_SECONDS });
  }

  noteAccepted(tenantId: string, channel: string): void {
    this.work.noteAccepted(tenantId);
    this.accepted.inc({ channel });
  }
}
