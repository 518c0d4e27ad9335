import type { TimelineEntry } from '@mesh/client';
import { type Replayed, compare, textOf } from './compare';
import { type MachineDecision, firstDecision } from './decision';

const fact = (type: string, data: object, more: Partial<TimelineEntry> = {}): TimelineEntry => ({
  id: '01890a5d-ac96-774b-bcce-b302099a8057',
  sequence: 1,
  type,
  status: 'received',
  at: '2026-01-01T00:00:00.000Z',
  turn: 1,
  actor: { kind: 'policy', id: 'policy:0' },
  correlationId: 'one',
  data: { ...data },
  ...more,
});
const drafted = fact('drafted', {
  cited: [
    { documentId: 'b', documentVersion: 2 },
    { documentId: 'a', documentVersion: 1 },
  ],
});
const PERSON = { actor: { kind: 'person', id: 'kim' } } as const;

describe('the first decision of the machine', () => {
  it.each([
    ['send', [{ code: 'policy_allows' }, { code: 'evidence_confidence', value: 0.8 }], 'sent', ['policy_allows']],
    [
      'request_approval',
      [{ code: 'flagged' }, { code: 'autonomy_suggest' }],
      'approval',
      ['autonomy_suggest', 'flagged'],
    ],
    ['request_approval', [{ code: 'spot_check' }], 'sent', ['policy_allows']],
    ['close', [{ code: 'spam' }], 'closed', ['spam']],
  ])('%s for %j is %s', (decision, reasons, outcome, codes) => {
    const timeline = [drafted, fact('decided', { decision, reasons }), fact('decided', { decision: 'close' }, PERSON)];
    expect(firstDecision(timeline)).toEqual({ outcome, reasons: codes, cited: ['a', 'b'] });
  });

  it('is a hand-over where a step failed', () => {
    const timeline = [fact('step_failed', {}), fact('handed_over', { reason: 'step_failed', reasons: [] })];
    expect(firstDecision(timeline)).toEqual({ outcome: 'handed_over', reasons: ['step_failed'], cited: [] });
  });

  it('is not there when a person or the next message was faster', () => {
    expect(firstDecision([fact('decided', { decision: 'send' }, PERSON)])).toBeUndefined();
    expect(firstDecision([fact('decided', { decision: 'send' }, { turn: 2 })])).toBeUndefined();
  });
});

describe('a backtest', () => {
  const sent: MachineDecision = { outcome: 'sent', reasons: ['policy_allows'], cited: ['a'] };
  const handed: MachineDecision = { outcome: 'handed_over', reasons: ['no_evidence'], cited: [] };
  const replayed = (then: MachineDecision, now: MachineDecision): Replayed => ({
    ticketId: 't',
    category: 'how_to',
    then,
    now,
  });

  it('shows nothing when everything is decided as before', () => {
    const report = compare([replayed(sent, { ...sent }), replayed(handed, handed)], 1);
    expect(report).toMatchObject({ tickets: 2, skipped: 1, changed: [], worse: 0 });
    expect(report.totals).toEqual({
      then: { sent: 1, approval: 0, handed_over: 1, closed: 0 },
      now: { sent: 1, approval: 0, handed_over: 1, closed: 0 },
    });
  });

  it('shows who would now be handed over, sent, or answered from another document', () => {
    const report = compare(
      [replayed(sent, handed), replayed(handed, sent), replayed(sent, { ...sent, cited: ['b'] })],
      0,
    );
    expect(report.changed).toHaveLength(3);
    expect(report.worse).toBe(1);
    expect(textOf(report)).toContain('then sent: policy_allows; citing a\n  now  handed_over: no_evidence');
  });
});
