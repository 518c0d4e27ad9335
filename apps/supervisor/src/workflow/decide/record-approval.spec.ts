import { stepIdOf } from '@mesh/kernel';
import { PERSON, TICKET, draft } from '../../../test/samples';
import { run, classified, codes, awaitingApproval } from '../../../test/scenarios';

describe('what a person decides on a draft', () => {
  it('approve: the shown draft is sent under the decision of the person', () => {
    const ticket = awaitingApproval().decideApproval('approve');
    expect(ticket.lastCommand).toMatchObject({
      name: 'send_reply',
      draft: { data: { actor: PERSON, draft: draft() } },
    });
    expect(ticket.runUntil(null).status).toBe('resolved');
    expect(ticket.fact('decided')).toMatchObject({ decision: 'send', actor: PERSON });
  });

  it('edit: the text of the person is sent, with the citations as provenance', () => {
    const reply = 'Hello. Open Billing and choose Export. Bye.';
    const ticket = awaitingApproval().decideApproval('edit', { reply, editDistance: 0.3 });
    const { data } = ticket.lastCommand.draft as { data: { draft: ReturnType<typeof draft>; contentHash: string } };
    expect(data.draft.body).toBe(reply);
    expect(data.draft.citations[0]).toMatchObject({ sentenceStart: 7, sentenceEnd: 38, documentId: 'doc-1' });
    expect(ticket.runUntil(null).fact('reply_sent')).toMatchObject({ contentHash: data.contentHash });
    expect(ticket.fact('approval_decided')).toMatchObject({ decision: 'edit', editDistance: 0.3 });
  });

  it('reject: it is drafted again under the guidance, and shown to a person again', () => {
    const ticket = run()
      .start()
      .runUntil(null, classified({ confidence: 0.4 }));
    ticket.decideApproval('reject', { guidance: 'Be shorter.' });
    expect(ticket.lastCommand).toMatchObject({
      name: 'draft_reply',
      draft: { data: { revision: { feedback: 'Be shorter.', previous: draft() } } },
    });
    ticket.runUntil(null);
    expect(ticket.status).toBe('awaiting_approval');
    expect(codes(ticket.fact('decided'))).toContain('rejected_before');
    expect(ticket.state?.approval?.approvalId).toBe(stepIdOf(TICKET, 1, 'open_approval', 1));
  });

  it('take over: the mesh is silent', () => {
    const ticket = awaitingApproval();
    const before = ticket.commands.length;
    ticket.decideApproval('take_over', { turn: 2 });
    expect(ticket.commands).toHaveLength(before);
    expect(ticket.status).toBe('with_person');
    expect(ticket.fact('handed_over')).toMatchObject({ reason: 'taken_over', actor: PERSON });
    expect(ticket.state?.turn).toBe(2);
  });

  it('never sends a text other than the one that was decided on', () => {
    const ticket = awaitingApproval().decideApproval('approve', { contentHash: '0'.repeat(64) });
    expect(ticket.lastCommand.name).toBe('prepare_handover');
    expect(codes(ticket.runUntil(null).fact('handed_over'))).toEqual(['content_mismatch']);
  });

  const givenUp = () =>
    run()
      .start()
      .runUntil('open_approval', classified({ category: 'refund' }));

  it('counts although nobody said in time that the approval was opened, as long as no person has the ticket', () => {
    const ticket = givenUp();
    const { step, draft: sent } = ticket.lastCommand;
    const { contentHash } = sent.data as { contentHash: string };
    ticket.ring().ring();
    expect(ticket.lastCommand.name).toBe('prepare_handover');
    ticket.decideApproval('approve', { approvalId: step?.stepId, contentHash });
    expect(ticket.lastCommand.name).toBe('send_reply');
    expect(ticket.runUntil(null).status).toBe('resolved');
  });

  it('is told, once, and sends nothing when a person has the ticket meanwhile', () => {
    const ticket = givenUp();
    const { step, draft: sent } = ticket.lastCommand;
    const { contentHash } = sent.data as { contentHash: string };
    while (ticket.status !== 'with_person') ticket.ring();
    ticket.decideApproval('approve', { approvalId: step?.stepId, contentHash });
    expect(ticket.last.commands).toEqual([]);
    expect(ticket.factNames().at(-1)).toBe('approval_decided');
    expect(ticket.fact('approval_decided')).toMatchObject({
      decision: 'approve',
      status: 'with_person',
      actor: PERSON,
    });
    ticket.decideApproval('approve', { approvalId: step?.stepId, contentHash });
    expect(ticket.last.ignored).toBe('approval_not_open');
  });

  it('takes the first decision alone', () => {
    const ticket = awaitingApproval().decideApproval('approve');
    const before = ticket.facts.length;
    ticket.approval({
      outcome: 'expired',
      approvalId: stepIdOf(TICKET, 1, 'open_approval', 0),
    });
    expect(ticket.last.ignored).toBe('approval_not_open');
    expect(ticket.facts).toHaveLength(before);
  });

  it('hands over with the draft when nobody decides in time', () => {
    const ticket = awaitingApproval().approval({ outcome: 'expired' }).runUntil(null);
    expect(ticket.fact('handed_over')).toMatchObject({ reason: 'approval_expired' });
    expect(ticket.lastCommand.draft.data).toMatchObject({ draft: { body: draft().body } });
  });

  it('believes the outcome when it overtakes the news that the approval was opened', () => {
    const ticket = run()
      .start()
      .runUntil('open_approval', classified({ category: 'refund' }));
    const { step, draft: sent } = ticket.lastCommand;
    const { contentHash } = sent.data as { contentHash: string };
    ticket.decideApproval('approve', { approvalId: step?.stepId, contentHash });
    expect(ticket.factNames().slice(-3)).toEqual(['approval_requested', 'approval_decided', 'decided']);
    expect(ticket.lastCommand.name).toBe('send_reply');
  });
});

describe('when evidence is replaced by a newer version', () => {
  it('looks everything up again in the same turn before it sends', () => {
    const ticket = run().start().runUntil('send_reply').answer({ kind: 'superseded', cause: 'evidence' });
    expect(ticket.lastCommand).toMatchObject({
      name: 'find_evidence',
      step: { stepId: stepIdOf(TICKET, 1, 'research', 1) },
    });
    expect(ticket.runUntil(null).status).toBe('resolved');
    expect(ticket.fact('reply_sent')).toMatchObject({ decisionId: stepIdOf(TICKET, 1, 'send', 1) });
  });

  it('withdraws the open approval and asks again with the new draft', () => {
    const ticket = awaitingApproval().approval({ outcome: 'superseded', cause: 'evidence' });
    expect(ticket.factNames().at(-1)).toBe('approval_superseded');
    expect(ticket.lastCommand.name).toBe('find_evidence');
    expect(ticket.runUntil(null).state?.approval?.approvalId).toBe(stepIdOf(TICKET, 1, 'open_approval', 1));
  });

  it('does not go round for ever', () => {
    const ticket = run().start();
    for (let round = 0; round < 4; round += 1)
      ticket.runUntil('send_reply').answer({ kind: 'superseded', cause: 'evidence' });
    expect(ticket.runUntil(null).fact('handed_over')).toMatchObject({ reasons: [{ code: 'evidence_unstable' }] });
  });
});
