import {
  CheckClock,
  CompleteStep,
  type DataOf,
  ForgetCustomer,
  RecordErasure,
  RerouteHandover,
  TicketApprovalDecided,
  TicketReplySent,
} from '@mesh/contracts';
import { derivedId } from '@mesh/kernel';
import { type RunningTestService, messageFrom, testService } from '@mesh/testing';
import { aCommand, aStep } from '../test/samples';
import { escalation } from './escalation.service';

type Completed = DataOf<typeof CompleteStep>;
interface ClockRow {
  queue: string;
  breaches: number;
  stop_cause: string | null;
  minutes: number;
}
interface TimerRow {
  id: string;
  status: string;
  data: unknown;
  minutes: number;
}

let service: RunningTestService;
beforeEach(async () => {
  service = await testService(escalation).with({ ESCALATION_MAX_REROUTES: '2' }).start();
});
afterEach(() => service.stop());

const clocks = (): Promise<ClockRow[]> =>
  service.database.query(
    `SELECT queue, breaches, stop_cause, round(extract(epoch FROM due_at - started_at) / 60)::int AS minutes
     FROM escalation.clocks ORDER BY started_at`,
  );
const timers = (): Promise<TimerRow[]> =>
  service.database.query(
    `SELECT id, status, data, round(extract(epoch FROM not_before - received_at) / 60)::int AS minutes
     FROM escalation.inbox WHERE type = $1 ORDER BY position`,
    [CheckClock.type],
  );
/** Lets the due time pass, for the clock and its timer. */
const letItPass = async (): Promise<void> => {
  await service.database.query(`UPDATE escalation.clocks SET due_at = now() - interval '1 second'`);
  await service.database.query(`UPDATE escalation.inbox SET not_before = now() WHERE type = $1 AND status = 'open'`, [
    CheckClock.type,
  ]);
};
const common = (ticketId: string, turn: number) => ({
  ticketId,
  turn,
  status: 'with_person' as const,
  actor: { kind: 'person' as const, id: 'p-1' },
});

describe('when a ticket is prepared for a person', () => {
  it('is answered with queue, due time and package, and a clock runs', async () => {
    const step = aStep();
    await service.deliver(aCommand(step));
    const [answer] = await service.sent(CompleteStep);
    const { result, work } = answer?.data as Completed;
    expect(result).toMatchObject({ kind: 'handover_prepared', queue: 'billing' });
    expect(work.actor).toEqual({ kind: 'agent', id: 'escalation', model: 'local' });
    expect(await clocks()).toEqual([{ queue: 'billing', breaches: 0, stop_cause: null, minutes: 120 }]);
    expect(await timers()).toMatchObject([{ status: 'open', minutes: 120 }]);
  });

  it('is answered the same way when the step is asked again, and only one clock runs', async () => {
    const step = aStep();
    await service.deliver(aCommand(step));
    await service.deliver(aCommand({ ...step, attempt: 2 }));
    const answers = (await service.sent(CompleteStep)).map(({ data }) => (data as Completed).result);
    expect(answers).toHaveLength(2);
    expect(answers[1]).toEqual(answers[0]);
    expect(await clocks()).toHaveLength(1);
  });

  it('waits in the queue of the policy', async () => {
    await service.deliver(aCommand(aStep(), { queue: 'vip' }));
    expect(await clocks()).toMatchObject([{ queue: 'vip' }]);
  });

  it('is waited for once: a later step of the ticket stops the clock of the earlier one', async () => {
    await service.deliver(aCommand(aStep('ticket', 1, 0), { purpose: 'approval' }));
    await service.deliver(aCommand(aStep('ticket', 1, 1)));
    expect(await clocks()).toMatchObject([{ stop_cause: 'replaced' }, { stop_cause: null }]);
    expect((await timers()).filter(({ status }) => status === 'open')).toHaveLength(1);
  });
});

describe('when nobody takes a ticket in time', () => {
  it('moves on to the next queue with a new due time, as often as allowed', async () => {
    const step = aStep();
    await service.deliver(aCommand(step));
    for (const breaches of [0, 1, 2]) {
      await letItPass();
      await service.deliver(
        CheckClock.draft(step.ticketId, { ticketId: step.ticketId, stepId: step.stepId, breaches }),
      );
    }
    const moves = (await service.sent(RerouteHandover)).map(({ data }) => data as DataOf<typeof RerouteHandover>);
    expect(moves.map(({ queue, breaches }) => [queue, breaches])).toEqual([
      ['lead', 1],
      ['lead', 2],
    ]);
    expect(moves.every(({ dueAt }) => Date.parse(dueAt) > Date.now())).toBe(true);
    expect(await clocks()).toMatchObject([{ breaches: 3, stop_cause: 'breached' }]);
  });

  it('ignores a timer whose clock has moved on', async () => {
    const step = aStep();
    await service.deliver(aCommand(step));
    await service.deliver(
      CheckClock.draft(step.ticketId, { ticketId: step.ticketId, stepId: step.stepId, breaches: 0 }),
    );
    expect(await service.sent(RerouteHandover)).toEqual([]);
    expect(await clocks()).toMatchObject([{ breaches: 0, stop_cause: null }]);
  });
});

describe('when somebody takes care of a ticket', () => {
  const replySent = (ticketId: string, turn: number) =>
    TicketReplySent.draft(
      ticketId,
      {
        ...common(ticketId, turn),
        decisionId: derivedId('decision'),
        messageId: derivedId('reply'),
        channel: 'email',
        contentHash: '0'.repeat(64),
        cited: [],
      },
      { sequence: 1 },
    );

  it('stops the clock and its timer', async () => {
    const { ticketId, ...step } = aStep();
    await service.deliver(aCommand({ ticketId, ...step }));
    await service.deliver(messageFrom(replySent(ticketId, 2)));
    expect(await clocks()).toMatchObject([{ stop_cause: 'reply_sent' }]);
    expect((await timers()).filter(({ status }) => status === 'open')).toEqual([]);
  });

  it('lets a clock run on when the news is about an older turn', async () => {
    const step = aStep('ticket', 2);
    await service.deliver(aCommand(step));
    await service.deliver(messageFrom(replySent(step.ticketId, 1)));
    expect(await clocks()).toMatchObject([{ stop_cause: null }]);
  });

  it('stops only the clock of the approval when an approval was decided', async () => {
    const step = aStep();
    await service.deliver(aCommand(step, { purpose: 'handover' }));
    const decided = {
      approvalId: derivedId('approval'),
      decisionId: derivedId('decision'),
      decision: 'reject',
    } as const;
    const { ticketId } = step;
    await service.deliver(
      TicketApprovalDecided.draft(ticketId, { ...common(ticketId, 1), ...decided }, { sequence: 1 }),
    );
    expect(await clocks()).toMatchObject([{ stop_cause: null }]);
  });
});

describe('when a person is to be forgotten', () => {
  it('drops the clocks and the texts of their tickets and reports it', async () => {
    const step = aStep();
    await service.deliver(aCommand(step));
    await service.deliver(
      ForgetCustomer.escalation.draft('c-1', {
        erasureId: derivedId('erasure'),
        customerId: 'c-1',
        ticketIds: [step.ticketId],
        requestedBy: { kind: 'person', id: 'admin' },
      }),
    );
    expect(await clocks()).toEqual([]);
    const [report] = await service.sent(RecordErasure);
    expect(report?.data).toMatchObject({ service: 'escalation', removed: { clocks: 1, inbox_messages: 1 } });
  });
});
