import { draft, triage } from '../../../test/samples';
import { run, classified } from '../../../test/scenarios';
import { answerTo } from '../../../test/ticket-run';

describe('when a step does not answer', () => {
  it('asks once more under the same step id, then hands over', () => {
    const ticket = run().start();
    const first = ticket.lastCommand;
    ticket.ring();
    expect(ticket.lastCommand).toMatchObject({
      name: 'classify_ticket',
      step: { stepId: first.step?.stepId, attempt: 2 },
    });
    ticket.ring();
    expect(ticket.fact('step_failed')).toMatchObject({ node: 'triage', code: 'STEP_TIMED_OUT', attempts: 2 });
    expect(ticket.runUntil(null).fact('handed_over')).toMatchObject({ reason: 'step_timed_out' });
  });

  it('takes the answer to either attempt, and the first one only', () => {
    const ticket = run().start();
    const { step } = ticket.lastCommand;
    ticket.ring();
    const answer = step && answerTo(step, { kind: 'classified', triage: triage() });
    if (answer) ticket.feed(answer);
    expect(ticket.lastCommand.name).toBe('find_evidence');
    if (answer) ticket.feed(answer);
    expect(ticket.last.ignored).toBe('step_not_in_hand');
  });

  it('moves one timer from step to step and takes it back at the end', () => {
    const ticket = run().start();
    const [id] = ticket.timers.keys();
    ticket.runUntil('send_reply');
    expect([...ticket.timers.keys()]).toEqual([id]);
    ticket.runUntil(null);
    expect(ticket.last.cancels).toEqual([id]);
    expect(ticket.timers.size).toBe(0);
  });

  it.each(['classify_ticket', 'find_evidence', 'draft_reply', 'review_draft', 'send_reply'])(
    'hands over when %s was given up',
    (command) => {
      const ticket = run().start().runUntil(command).fail('MODEL_REFUSED').runUntil(null);
      expect(ticket.fact('step_failed')).toMatchObject({ code: 'MODEL_REFUSED', attempts: 5 });
      expect(ticket.fact('handed_over')).toMatchObject({ reason: 'step_failed', queue: 'general' });
    },
  );

  it('hands over with the reason alone when the package cannot be prepared', () => {
    const flagged = classified({ flags: ['unclear'] });
    const ticket = run().start().runUntil('prepare_handover', flagged).fail('QUEUE_UNKNOWN');
    expect(ticket.lastCommand.name).toBe('hand_over');
    expect(ticket.lastCommand.draft.data).not.toHaveProperty('package.summary');
    expect(ticket.runUntil(null).fact('handed_over')).toMatchObject({ reason: 'unclear' });
  });

  it('ends with a person even when handing over fails again and again', () => {
    const flagged = classified({ flags: ['unclear'] });
    const ticket = run()
      .start()
      .runUntil('hand_over', flagged)
      .fail('DATABASE_UNAVAILABLE')
      .fail('DATABASE_UNAVAILABLE');
    expect(ticket.status).toBe('with_person');
    expect(ticket.fact('handed_over')).toMatchObject({ reason: 'unclear' });
  });

  it('treats an answer of the wrong kind as a failed step', () => {
    const ticket = run().start().answer({ kind: 'drafted', draft: draft() });
    expect(ticket.fact('step_failed')).toMatchObject({ code: 'RESULT_UNEXPECTED' });
    expect(ticket.lastCommand.name).toBe('prepare_handover');
  });

  it('gives the ticket to a person when delivery is unknown', () => {
    const ticket = run().start().runUntil('send_reply');
    const { decisionId } = ticket.lastCommand.draft.data as { decisionId: string };
    ticket.answer({ kind: 'reply_failed', decisionId, code: 'SMTP_UNKNOWN' }).runUntil(null);
    expect(ticket.factNames()).toContain('reply_failed');
    expect(ticket.fact('handed_over')).toMatchObject({ reason: 'delivery_unknown' });
  });
});
