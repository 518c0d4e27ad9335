import { conversation, triage } from '../../../test/samples';
import { run, awaitingApproval } from '../../../test/scenarios';
import { answerTo, wakeOf } from '../../../test/ticket-run';

describe('when the customer writes again', () => {
  it('gives up the older turn and begins anew with the whole thread after the quiet time', () => {
    const ticket = run()
      .start()
      .runUntil('draft_reply')
      .message(2, { conversation: conversation(2) });
    expect(ticket.factNames().slice(-2)).toEqual(['message_received', 'turn_superseded']);
    expect(ticket.fact('turn_superseded')).toMatchObject({
      turn: 2,
      supersededTurn: 1,
      cause: 'message',
      status: 'received',
    });
    expect(ticket.last.timers).toMatchObject([{ after: 'quiet', turn: 2 }]);
    expect(ticket.ring().lastCommand).toMatchObject({
      name: 'classify_ticket',
      step: { turn: 2 },
      draft: { data: { conversation: conversation(2) } },
    });
  });

  it('begins the newest turn only', () => {
    const ticket = run().start().message(2).message(3);
    expect([...ticket.timers.values()]).toMatchObject([{ turn: 3 }]);
    ticket.feed(wakeOf({ id: '', turn: 2, after: 'quiet', stepId: '', attempt: 1 }));
    expect(ticket.last.ignored).toBe('turn_superseded');
  });

  it('ignores answers to the older turn, and counts them', () => {
    const ticket = run().start();
    const { step } = ticket.lastCommand;
    ticket.message(2);
    if (step) ticket.feed(answerTo(step, { kind: 'classified', triage: triage() }));
    expect(ticket.last).toMatchObject({ ignored: 'turn_superseded', facts: [], commands: [] });
    expect(ticket.state?.ignored).toEqual({ turn_superseded: 1 });
  });

  it('withdraws an open approval', () => {
    const ticket = awaitingApproval();
    const approvalId = ticket.state?.approval?.approvalId;
    ticket.message(2);
    expect(ticket.factNames().slice(-2)).toEqual(['message_received', 'approval_superseded']);
    expect(ticket.approval({ outcome: 'superseded', cause: 'message', approvalId }).last.ignored).toBe(
      'approval_not_open',
    );
  });

  it('opens a solved ticket again', () => {
    const ticket = run().start().runUntil(null).message(2);
    expect(ticket.factNames().slice(-2)).toEqual(['message_received', 'reopened']);
    expect(ticket.ring().runUntil(null).status).toBe('resolved');
  });

  it('stays silent while a person has the ticket', () => {
    const ticket = run().start().act(2, { kind: 'assign', queue: 'money' }).message(3);
    expect(ticket.status).toBe('with_person');
    expect(ticket.last).toMatchObject({ commands: [], timers: [] });
    expect(ticket.texts).toEqual({});
  });

  it('records a reply that went out although the answer comes late', () => {
    const ticket = run().start().runUntil('send_reply');
    const { step, draft: sent } = ticket.lastCommand;
    const { decisionId } = sent.data as { decisionId: string };
    ticket.message(2);
    const late = step && answerTo(step, { kind: 'reply_sent', decisionId, messageId: decisionId });
    if (late) ticket.feed(late);
    if (late) ticket.feed(late);
    expect(ticket.factNames().filter((name) => name === 'reply_sent')).toHaveLength(1);
    expect(ticket.fact('reply_sent')).toMatchObject({ turn: 1, status: 'received' });
  });

  it('waits for the newer turn when the gateway knows it first', () => {
    const ticket = run().start().runUntil('send_reply').answer({ kind: 'superseded', cause: 'turn' });
    expect(ticket.last.commands).toEqual([]);
    expect(ticket.factNames().at(-1)).toBe('turn_superseded');
    ticket.message(2);
    expect(ticket.factNames().filter((name) => name === 'turn_superseded')).toHaveLength(1);
  });

  it('hands over when the newer turn never comes', () => {
    const ticket = run().start().runUntil('send_reply').answer({ kind: 'superseded', cause: 'turn' }).ring();
    expect(ticket.lastCommand.name).toBe('hand_over');
    ticket.answer({ kind: 'superseded', cause: 'turn' }).ring();
    expect(ticket.status).toBe('with_person');
  });
});
