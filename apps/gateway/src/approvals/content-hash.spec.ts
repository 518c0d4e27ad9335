import { ApprovalContent } from '@mesh/contracts';
import { canonicalJson, citedOf, contentHashOf, hashOf } from '@mesh/kernel';
import fc from 'fast-check';
import { draftCiting } from '../../test/ticket-path';
import { editDistance } from './edit-distance';
import { judgeDecision } from './judge-decision';

const drafts = fc
  .record({
    body: fc.string({ minLength: 1 }),
    documentId: fc.stringMatching(/^[a-z]{1,8}$/),
    version: fc.integer({ min: 1, max: 9 }),
  })
  .map(({ body, documentId, version }) => draftCiting(documentId, version, body));

describe('the hash of what a person was shown', () => {
  it('differs whenever the text, a cited version or the policy differs, and only then', () => {
    fc.assert(
      fc.property(drafts, drafts, fc.nat({ max: 3 }), fc.nat({ max: 3 }), (one, other, p, q) => {
        const same = canonicalJson([one, p]) === canonicalJson([other, q]);
        return (contentHashOf(one, p) === contentHashOf(other, q)) === same;
      }),
    );
  });

  it('is that of the content which the contracts name', () => {
    fc.assert(
      fc.property(drafts, fc.nat({ max: 3 }), (draft, policyVersion) => {
        const content = ApprovalContent.parse({ body: draft.body, citations: citedOf(draft), policyVersion });
        return contentHashOf(draft, policyVersion) === hashOf(content);
      }),
    );
  });

  it('does not depend on where in the document a quote stands', () => {
    const draft = draftCiting('a');
    const moved = { ...draft, citations: draft.citations.map((citation) => ({ ...citation, start: 5, end: 18 })) };
    expect(contentHashOf(moved, 1)).toBe(contentHashOf(draft, 1));
  });
});

describe('how much of a text was changed', () => {
  it('is between nothing and everything, and nothing for the same text', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const share = editDistance(before, after);
        return share >= 0 && share <= 1 && (share === 0) === (before === after);
      }),
    );
  });

  it('is the share of the characters that were exchanged', () => {
    expect(editDistance('Use the menu.', 'Use the form.')).toBeCloseTo(4 / 13);
  });
});

describe('whether a person may decide', () => {
  const open = { status: 'open', content_hash: 'h', turn: 3, four_eyes: false, edited_by: null } as const;
  const request = { decision: 'approve', contentHash: 'h', sendAfterMs: 0 } as const;

  it.each(['held', 'decided', 'expired', 'superseded'] as const)('never on what is %s', (status) => {
    fc.assert(
      fc.property(fc.constantFrom('approve', 'edit', 'reject', 'take_over' as const), fc.nat(), (decision, turn) => {
        const judged = judgeDecision({ ...open, status }, turn, { ...request, decision }, 'kim');
        return judged.outcome === 'refused' && judged.code === `APPROVAL_${status.toUpperCase()}`;
      }),
    );
  });

  it('only on the newest turn and on exactly what was shown', () => {
    expect(judgeDecision(open, 4, request, 'kim')).toMatchObject({ code: 'APPROVAL_SUPERSEDED' });
    expect(judgeDecision(open, 3, { ...request, contentHash: 'g' }, 'kim')).toMatchObject({ code: 'APPROVAL_CHANGED' });
    expect(judgeDecision(open, 3, request, 'kim')).toEqual({ outcome: 'decided' });
  });

  it('takes over at once, even when a time to undo was asked for', () => {
    expect(judgeDecision(open, 3, { ...request, decision: 'take_over', sendAfterMs: 9 }, 'kim')).toEqual({
      outcome: 'decided',
    });
    expect(judgeDecision(open, 3, { ...request, sendAfterMs: 9 }, 'kim')).toEqual({ outcome: 'held' });
  });
});
