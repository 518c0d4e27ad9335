import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { JobQueue } from '@mesh/jobs';
import { Clock } from '@mesh/kernel';
import { NotifyBreaches } from '../notification-jobs';
import { Notifier } from '../notifier';
import { type WaitingHandover, breachesOf } from './breaches.decision';

/** A reply that went out since the hand-over was an answer, even if the ticket stays with the person. */
const WAITING = `
  SELECT t.id AS "ticketId", h.turn, h.queue, h.due_at AS "dueAt", h.breaches
  FROM gateway.tickets t
  CROSS JOIN LATERAL (SELECT (t.handover->>'turn')::integer AS turn, t.handover->>'queue' AS queue,
    (t.handover->>'dueAt')::timestamptz AS due_at, coalesce((t.handover->>'breaches')::integer, 0) AS breaches) h
  WHERE t.tenant_id = $1 AND t.status = 'with_person' AND (h.due_at <= $2 OR (h.breaches > 0 AND h.due_at IS NOT NULL))
    AND NOT EXISTS (SELECT 1 FROM gateway.outbound_sends s
      WHERE s.tenant_id = t.tenant_id AND s.ticket_id = t.id AND s.turn >= h.turn)
  ORDER BY h.due_at, t.id LIMIT 500`;

@Injectable()
export class NotifyBreachesWorker implements OnModuleInit {
  constructor(
    @Inject(JobQueue) private readonly jobs: JobQueue,
    @Inject(Notifier) private readonly notifier: Notifier,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.process(NotifyBreaches, ({ tenantId }) => this.look(tenantId));
  }

  private look(tenantId: string): Promise<void> {
    const now = this.clock.now();
    return this.notifier.tell(tenantId, async ({ sql }) =>
      breachesOf(await sql.rows<WaitingHandover>(WAITING, [tenantId, now]), now),
    );
  }
}
