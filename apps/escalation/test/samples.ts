import { PrepareHandover, type StepRef } from '@mesh/contracts';
import { derivedId } from '@mesh/kernel';
import type { HandoverTask } from '../src/prepare-handover/handover-writer.port';

interface Sample extends Partial<HandoverTask> {
  readonly body?: string;
}

/** A customer who was charged twice, on its way to a person. */
export function aHandover({
  body = 'I was charged twice for May. Can you check that?',
  ...rest
}: Sample = {}): HandoverTask {
  const triage = {
    category: 'billing',
    priority: 'high',
    sentiment: 'negative',
    language: 'en',
    confidence: 0.91,
  } as const;
  return {
    conversation: {
      subject: 'Charged twice',
      channel: 'email',
      customer: { id: 'c-1', name: 'Ada Berg', tier: 'gold' },
      messages: [{ messageId: derivedId('message', 1), author: 'customer', body, at: '2026-05-04T08:00:00.000Z' }],
      omitted: 0,
    },
    triage: { ...triage, flags: [], reasons: [] },
    evidence: [],
    purpose: 'handover',
    reason: 'no_evidence',
    reasons: [],
    ...rest,
  };
}

export const aStep = (ticket = 'ticket', turn = 1, round = 0): StepRef => ({
  ticketId: derivedId(ticket),
  turn,
  stepId: derivedId('step', ticket, turn, 'prepare', round),
  attempt: 1,
});

export const aCommand = (step: StepRef, rest: Sample & { queue?: string } = {}) => {
  const { queue, ...sample } = rest;
  return PrepareHandover.draft(step.ticketId, { step, ...aHandover(sample), ...(queue ? { queue } : {}) });
};
