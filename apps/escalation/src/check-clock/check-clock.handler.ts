import { Inject } from '@nestjs/common';
import type { ConfigOf } from '@mesh/config';
import { CheckClock, RerouteHandover } from '@mesh/contracts';
import { Handles, type MessageHandler, type MessageOf, type WorkTransaction } from '@mesh/messaging';
import { METRICS, Metrics } from '@mesh/observability';
import { type Clock, setClockTimer } from '../clocks/clock';
import { endBreached, lockDueClock, moveClock } from '../clocks/pg-clocks';
import { slaDefaultsOf } from '../clocks/sla-defaults';
import { EscalationConfig } from '../escalation.config';
import { readQueues } from '../queues/pg-queues';
import { planBreach } from './breach.decision';

@Handles(CheckClock)
export class CheckClockHandler implements MessageHandler<typeof CheckClock> {
  private readonly limits;
  private readonly breaches;

  constructor(
    @Inject(EscalationConfig.token) config: ConfigOf<typeof EscalationConfig>,
    @Inject(Metrics) metrics: Metrics,
  ) {
    this.limits = { maxReroutes: config.ESCALATION_MAX_REROUTES, defaults: slaDefaultsOf(config) };
    this.breaches = metrics.counter(METRICS.slaBreaches, 'Clocks that were due before a person took the ticket', [
      'purpose',
    ]);
  }

  async commit(command: MessageOf<typeof CheckClock>, _: void, tx: WorkTransaction): Promise<void> {
    const clock = await lockDueClock(tx.sql, command.data.stepId, command.data.breaches);
    if (!clock) return;
    tx.afterCommit(() => this.breaches.inc({ purpose: clock.purpose }));
    const plan = planBreach(clock, await readQueues(tx.sql, tx.tenantId), this.limits);
    if (plan.kind === 'end') await endBreached(tx.sql, clock.stepId);
    else await this.move(clock, plan, tx);
  }

  private async move(clock: Clock, to: { queue: string; minutes: number }, tx: WorkTransaction): Promise<void> {
    const { ticketId, stepId } = clock;
    const breaches = clock.breaches + 1;
    const dueAt = await moveClock(tx.sql, stepId, to.queue, to.minutes);
    setClockTimer(tx, { ticketId, stepId, breaches }, to.minutes);
    tx.send(RerouteHandover.draft(ticketId, { ticketId, queue: to.queue, dueAt: dueAt.toISOString(), breaches }));
  }
}
