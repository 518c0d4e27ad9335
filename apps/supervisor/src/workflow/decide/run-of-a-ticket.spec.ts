import { stepIdOf } from '@mesh/kernel';
import { AT, CANARY, TICKET, draft, policy } from '../../../test/samples';
import { run, classified, researched, reviewed, codes, awaitingApproval } from '../../../test/scenarios';

describe('a ticket that the mesh may answer', () => {
  it('goes from triage to a sent reply and counts as solved', () => {
    const ticket = run().start().runUntil(null);
    expect(ticket.factNames()).toEqual([
      'received',
      'triaged',
      'researched',
      'drafted',
      'reviewed',
      'decided',
      'reply_sent',
      'resolved',
    ]);
    expect(ticket.facts.map(({ data }) => (data as { status: string }).status)).toEqual([
      'triaging',
      'researching',
      'drafting',
      'reviewing',
      'reviewing',
      'sending',
      'sending',
      'resolved',
    ]);
    expect(ticket.fact('decided')).toMatchObject({ decision: 'send', policyVersion: 3, actor: { kind: 'policy' } });
    expect(ticket.fact('resolved')).toMatchObject({ outcome: 'assumed' });
  });

  it('gives the automatic decision the id of the send step', () => {
    const ticket = run().start().runUntil('send_reply');
    expect(ticket.lastCommand.draft.data).toMatchObject({ decisionId: stepIdOf(TICKET, 1, 'send', 0) });
  });

  it('puts time and money of the work into the fact', () => {
    expect(run().start().runUntil(null).fact('triaged')).toMatchObject({ durationMs: 12, costMicros: 3 });
  });

  it('forgets the working texts when the reply is sent', () => {
    const ticket = run().start().runUntil('send_reply');
    expect(Object.keys(ticket.texts).sort()).toEqual(['conversation', 'draft', 'evidence']);
    expect(ticket.runUntil(null).texts).toEqual({});
  });
});

describe('after triage', () => {
  it('closes spam', () => {
    const ticket = run()
      .start()
      .runUntil(null, classified({ flags: ['spam'] }));
    expect(ticket.status).toBe('closed');
    expect(ticket.factNames()).toEqual(['received', 'triaged', 'decided', 'closed']);
    expect(ticket.fact('closed')).toMatchObject({ reason: 'spam' });
  });

  it.each([
    ['a request for a person', { flags: ['asks_for_person'] }, 'asked_for_person'],
    ['a meaningless text', { flags: ['unclear'] }, 'unclear'],
    ['a legal threat', { flags: ['legal_threat'] }, 'flagged'],
    ['a category that is switched off', { category: 'complaint' }, 'autonomy_off'],
  ])('hands over %s', (_what, changes, reason) => {
    const ticket = run().start().runUntil(null, classified(changes));
    expect(ticket.status).toBe('with_person');
    expect(ticket.fact('handed_over')).toMatchObject({ reason, queue: 'general', dueAt: AT });
    expect(codes(ticket.fact('decided'))).toEqual([reason]);
  });

  it('records all reasons when several speak for a person', () => {
    const changes = { flags: ['asks_for_person', 'legal_threat'], category: 'complaint' };
    expect(codes(run().start().runUntil(null, classified(changes)).fact('handed_over'))).toEqual([
      'asked_for_person',
      'flagged',
      'autonomy_off',
    ]);
  });

  it('serves a question with abuse in it, as long as the policy does not name the flag', () => {
    expect(
      run()
        .start()
        .runUntil(null, classified({ flags: ['abuse'] })).status,
    ).toBe('resolved');
  });
});

describe('after research', () => {
  it('hands over what has no evidence', () => {
    const ticket = run()
      .start()
      .runUntil(null, researched({ evidence: [], answerable: false, confidence: 0.1 }));
    expect(ticket.fact('handed_over')).toMatchObject({
      reason: 'no_evidence',
      reasons: [{ code: 'no_evidence', value: 0.1 }],
    });
  });

  it('drafts an acknowledgement when a person decides anyway', () => {
    const ticket = run()
      .start()
      .runUntil(null, { ...classified({ category: 'refund' }), ...researched({ evidence: [], answerable: false }) });
    expect(ticket.status).toBe('awaiting_approval');
    expect(ticket.commands.map(({ name }) => name)).toContain('draft_reply');
  });

  it('shows a person the suggestion when the evidence is near, but no answer', () => {
    const ticket = run()
      .start()
      .runUntil(null, researched({ answerable: false }));
    expect(ticket.fact('handed_over')).toMatchObject({ reason: 'not_answered_by_evidence' });
    expect(ticket.lastCommand.draft.data).toMatchObject({ draft: { body: draft().body } });
  });
});

describe('after review', () => {
  it('has the draft revised with the feedback, as often as the policy allows', () => {
    const ticket = run().start().runUntil(null, reviewed('revise'));
    const drafts = ticket.commands.filter(({ name }) => name === 'draft_reply');
    expect(drafts).toHaveLength(3);
    expect(drafts[0]?.draft.data).not.toHaveProperty('revision.feedback');
    expect(drafts[1]?.draft.data).toMatchObject({ revision: { feedback: `Say where Billing is. ${CANARY}` } });
    expect(ticket.fact('handed_over')).toMatchObject({ reason: 'review_not_passed' });
  });

  it('hands over a blocked draft', () => {
    expect(run().start().runUntil(null, reviewed('block')).fact('handed_over')).toMatchObject({
      reason: 'review_blocked',
    });
  });

  it('says so when it is the language that nobody here can check', () => {
    expect(run().start().runUntil(null, reviewed('block', 'language')).fact('handed_over')).toMatchObject({
      reason: 'language_not_supported',
    });
  });
});

describe('the policy asks a person first', () => {
  it.each([
    ['when the category requires it', classified({ category: 'refund' }), {}, 'category_requires_approval', 'high'],
    ['when the category only suggests', classified({ category: 'problem' }), {}, 'autonomy_suggest', 'low'],
    ['when the category is unknown', classified({ category: 'unknown' }), {}, 'autonomy_suggest', 'low'],
    ['when a flag says so', classified({ flags: ['injection_suspected'] }), {}, 'flagged', 'high'],
    ['when triage is not sure', classified({ confidence: 0.4 }), {}, 'low_confidence', 'medium'],
    [
      'when nothing is cited',
      {},
      { draft_reply: { kind: 'drafted', draft: draft({ citations: [] }) } },
      'no_citation',
      'medium',
    ],
  ] as const)('%s', (_when, one, other, reason, risk) => {
    const ticket = run()
      .start()
      .runUntil(null, { ...one, ...other });
    expect(ticket.status).toBe('awaiting_approval');
    expect(ticket.fact('approval_requested')).toMatchObject({ reason, risk, queue: 'general' });
    expect(ticket.commands.map(({ name }) => name)).not.toContain('send_reply');
    expect(Object.keys(ticket.texts)).toContain('draft');
  });

  it.each([
    ['shows a share of what a category has earned to people', 1, true, 'awaiting_approval', 'spot_check'],
    ['sends the rest of it', 0.01, true, 'resolved', undefined],
    ['shows nothing of what people opened themselves', 1, false, 'resolved', undefined],
  ] as const)('%s', (_, spotCheck, earned, status, reason) => {
    const earns = { line: 0.9, decisions: 20, spotCheck };
    const how_to = { autonomy: 'auto', requiresApproval: false, earns, earned } as const;
    const ticket = run()
      .start({ policy: policy({ categories: { how_to } }) })
      .runUntil(null);
    expect(ticket.status).toBe(status);
    expect(ticket.facts.find(({ type }) => type.includes('approval_requested'))?.data).toEqual(
      reason === undefined ? undefined : expect.objectContaining({ reason, risk: 'low' }),
    );
  });

  it('binds the approval to the step id and to the content', () => {
    const ticket = awaitingApproval();
    const { data } = ticket.lastCommand.draft;
    expect(ticket.fact('approval_requested')).toMatchObject({
      approvalId: stepIdOf(TICKET, 1, 'open_approval', 0),
      contentHash: (data as { contentHash: string }).contentHash,
    });
  });
});
