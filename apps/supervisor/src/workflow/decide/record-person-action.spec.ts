import { PERSON, TICKET, conversation, policy } from '../../../test/samples';
import { run } from '../../../test/scenarios';

describe('when a person acts', () => {
  it.each([
    [
      'reply',
      { kind: 'reply', decisionId: TICKET, messageId: TICKET, contentHash: 'a'.repeat(64), resolve: false },
      'with_person',
      ['reply_sent'],
    ],
    [
      'reply and resolve',
      { kind: 'reply', decisionId: TICKET, messageId: TICKET, contentHash: 'a'.repeat(64), resolve: true },
      'resolved',
      ['reply_sent', 'resolved'],
    ],
    ['resolve', { kind: 'resolve' }, 'resolved', ['resolved']],
    ['close', { kind: 'close', reason: 'duplicate' }, 'closed', ['closed']],
    ['assign', { kind: 'assign', user: 'bo' }, 'with_person', ['assigned']],
  ] as const)('%s: gives up the run and records it', (_name, action, status, facts) => {
    const ticket = run().start().runUntil('draft_reply').act(2, action);
    expect(ticket.status).toBe(status);
    expect(ticket.factNames().slice(-facts.length - 1)).toEqual(['turn_superseded', ...facts]);
    expect(ticket.fact(facts[0])).toMatchObject({ actor: PERSON, turn: 2 });
    expect(ticket.timers.size).toBe(0);
    expect(ticket.texts).toEqual({});
  });

  it('starts a run of its own on release when the customer waits', () => {
    const ticket = run().start().act(2, { kind: 'assign' });
    ticket.act(3, {
      kind: 'release',
      input: { conversation: conversation(2), policy: policy(), categories: [], awaitsReply: true },
    });
    expect(ticket.factNames().at(-1)).toBe('released');
    expect(ticket.runUntil(null).status).toBe('resolved');
  });

  it('counts a released ticket as solved when it was answered', () => {
    const ticket = run().start().act(2, { kind: 'assign' });
    ticket.act(3, {
      kind: 'release',
      input: { conversation: conversation(2), policy: policy(), categories: [], awaitsReply: false },
    });
    expect(ticket.factNames().slice(-2)).toEqual(['released', 'resolved']);
    expect(ticket.texts).toEqual({});
  });

  it('confirms a solved ticket by feedback', () => {
    const ticket = run().start().runUntil(null).act(1, { kind: 'feedback', solved: true, rating: 5 });
    expect(ticket.factNames().slice(-2)).toEqual(['feedback_given', 'resolved']);
    expect(ticket.fact('resolved')).toMatchObject({ outcome: 'confirmed' });
  });

  it('hands over when the feedback says that it did not help', () => {
    const ticket = run().start().runUntil(null).act(1, { kind: 'feedback', solved: false });
    expect(ticket.factNames().slice(-2)).toEqual(['feedback_given', 'reopened']);
    expect(ticket.runUntil(null).fact('handed_over')).toMatchObject({ reason: 'not_solved', status: 'with_person' });
  });
});
