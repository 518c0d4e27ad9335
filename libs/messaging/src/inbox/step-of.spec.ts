import { ClassifyTicket, CompleteStep, TicketReleased } from '@mesh/contracts';
import { newId } from '@mesh/kernel';
import { stepOf } from './step-of';

const step = { ticketId: newId(), turn: 2, stepId: newId(), attempt: 1 };

describe('the step of a message', () => {
  it('is what a command to an agent or to the gateway asks for', () => {
    expect(stepOf({ type: ClassifyTicket.type, data: { step } })).toEqual(step);
  });

  it.each([
    ['an answer', CompleteStep.type],
    ['a fact', TicketReleased.type],
    ['an unknown message', 'support.triage.dance.v9'],
  ])('is not in %s', (_what, type) => {
    expect(stepOf({ type, data: { step } })).toBeUndefined();
  });

  it.each([
    ['nothing', null],
    ['a text', 'step'],
    ['no step', {}],
    ['a step that is none', { step: { turn: 'x', stepId: 'y' } }],
    ['a turn that no column holds', { step: { ...step, turn: 3_000_000_000 } }],
  ])('is not taken from data with %s, for such data may come from anybody', (_what, data) => {
    expect(stepOf({ type: ClassifyTicket.type, data })).toBeUndefined();
  });
});
