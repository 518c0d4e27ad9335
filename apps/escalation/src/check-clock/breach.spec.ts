import fc from 'fast-check';
import { DEFAULT_QUEUES } from '../queues/default-queues';
import type { Clock } from '../clocks/clock';
import { planBreach } from './breach.decision';

const defaults = { urgent: 30, high: 120, normal: 480, low: 1440 };
const limits = { maxReroutes: 3, defaults };
const clock: Clock = {
  stepId: '00000000-0000-4000-8000-000000000001',
  ticketId: '00000000-0000-4000-8000-000000000002',
  turn: 1,
  purpose: 'handover',
  queue: 'billing',
  level: 'high',
  dueAt: new Date('2026-05-04T08:00:00Z'),
  breaches: 0,
};

describe('a ticket that nobody took in time', () => {
  it('moves to the queue that its queue escalates to, with a new due time', () => {
    expect(planBreach(clock, DEFAULT_QUEUES, limits)).toEqual({ kind: 'move', queue: 'lead', minutes: 120 });
  });

  it('stays in the last queue, with a new due time', () => {
    expect(planBreach({ ...clock, queue: 'lead' }, DEFAULT_QUEUES, limits)).toMatchObject({ queue: 'lead' });
  });

  it('moves on as from the default queue when its queue is not listed', () => {
    expect(planBreach({ ...clock, queue: 'vip' }, DEFAULT_QUEUES, limits)).toMatchObject({ queue: 'lead' });
  });

  it('is left to the gateway when it is an approval, which expires there', () => {
    expect(planBreach({ ...clock, purpose: 'approval' }, DEFAULT_QUEUES, limits)).toEqual({ kind: 'end' });
  });

  it('never moves more often than allowed', () => {
    fc.assert(
      fc.property(fc.nat({ max: 20 }), fc.nat({ max: 20 }), (breaches, maxReroutes) => {
        const plan = planBreach({ ...clock, breaches }, DEFAULT_QUEUES, { maxReroutes, defaults });
        expect(plan.kind).toBe(breaches < maxReroutes ? 'move' : 'end');
      }),
    );
  });
});
