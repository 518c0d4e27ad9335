import { Inject } from '@nestjs/common';
import { type AgentAnswer, completeStep } from '@mesh/agents';
import type { ConfigOf } from '@mesh/config';
import { type HandoverPackage, PrepareHandover } from '@mesh/contracts';
import { Handles, type MessageHandler, type MessageOf, type WorkContext, type WorkTransaction } from '@mesh/messaging';
import { clockTimerId, setClockTimer } from '../clocks/clock';
import { startClock, stopClocks } from '../clocks/pg-clocks';
import { slaDefaultsOf } from '../clocks/sla-defaults';
import { EscalationConfig } from '../escalation.config';
import { readQueues } from '../queues/pg-queues';
import { HandoverWriter } from './handover-writer.port';
import { planHandover } from './plan-handover.decision';

type Command = MessageOf<typeof PrepareHandover>;

@Handles(PrepareHandover)
export class PrepareHandoverHandler implements MessageHandler<typeof PrepareHandover, AgentAnswer<HandoverPackage>> {
  private readonly defaults;

  constructor(
    @Inject(HandoverWriter) private readonly writer: HandoverWriter,
    @Inject(EscalationConfig.token) config: ConfigOf<typeof EscalationConfig>,
  ) {
    this.defaults = slaDefaultsOf(config);
  }

  prepare(command: Command, { signal }: WorkContext): Promise<AgentAnswer<HandoverPackage>> {
    return this.writer.write(command.data, signal);
  }

  async commit(command: Command, written: AgentAnswer<HandoverPackage>, tx: WorkTransaction): Promise<void> {
    const { step } = command.data;
    const start = planHandover(command.data, await readQueues(tx.sql, tx.tenantId), this.defaults);
    await stopOlder(step, tx);
    const clock = await startClock(tx.sql, tx.tenantId, start);
    if (clock.isNew) setClockTimer(tx, clock, start.minutes);
    const result = { kind: 'handover_prepared', queue: clock.queue, dueAt: clock.dueAt.toISOString() } as const;
    tx.send(completeStep(step, { ...result, package: written.result }, written.work));
  }
}

/** A ticket waits for one thing at a time: an approval that was rejected, for example, no longer. */
async function stopOlder(step: Command['data']['step'], tx: WorkTransaction): Promise<void> {
  const stopped = await stopClocks(tx.sql, {
    ticketId: step.ticketId,
    upToTurn: step.turn,
    cause: 'replaced',
    exceptStepId: step.stepId,
  });
  for (const { stepId, breaches } of stopped) tx.cancelTimer(clockTimerId(stepId, breaches));
}
