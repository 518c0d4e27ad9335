import { TICKET_STATUSES, type TicketStatus } from '@mesh/contracts';
import fc from 'fast-check';
import { type StatusOverride, overrideAfter, shownStatus } from './ticket-status';

const turns = fc.integer({ min: 1, max: 9 });
const statuses = fc.constantFrom(...TICKET_STATUSES);
const type = (name: string): string => `support.ticket.${name}.v1`;
const APPROVAL = '00000000-0000-5000-8000-000000000001';

type Said = readonly [name: string, status: TicketStatus, approvalId?: string];

/** What people see while the facts of one turn come in. */
const seen = (start: StatusOverride, turn: number, ...facts: readonly Said[]): TicketStatus[] => {
  let override: StatusOverride | null = start;
  return facts.map(([name, status, approvalId]) => {
    override = override && overrideAfter(override, { type: type(name), turn, status, approvalId });
    return shownStatus(status, override ?? undefined);
  });
};

describe('what people see before the facts say so', () => {
  it('outranks the facts as long as it lasts', () => {
    fc.assert(
      fc.property(statuses, statuses, (projected, status) => {
        expect(shownStatus(projected, { status, until: { kind: 'person' } })).toBe(status);
        expect(shownStatus(projected, undefined)).toBe(projected);
      }),
    );
  });

  it('lasts over whatever older turns still say, and ends with the turn itself', () => {
    fc.assert(
      fc.property(turns, turns, statuses, (mine, theirs, status) => {
        const override: StatusOverride = { status: 'received', until: { kind: 'turn', turn: mine } };
        const after = overrideAfter(override, { type: type('drafted'), turn: theirs, status });
        expect(after).toEqual(theirs >= mine ? null : override);
      }),
    );
  });

  it('shows no other resting place while a person’s reply is told fact by fact', () => {
    const override: StatusOverride = { status: 'resolved', until: { kind: 'turn', turn: 2 } };
    const facts = [
      ['turn_superseded', 'drafting'],
      ['reply_sent', 'with_person'],
      ['resolved', 'resolved'],
      ['reopened', 'received'],
    ] as const;
    expect(seen(override, 2, ...facts)).toEqual(['resolved', 'resolved', 'resolved', 'received']);
  });

  it('ends with the reply itself when the person keeps the ticket', () => {
    const override: StatusOverride = { status: 'with_person', until: { kind: 'turn', turn: 2 } };
    expect(seen(override, 2, ['reply_sent', 'with_person'], ['released', 'triaging'])).toEqual([
      'with_person',
      'triaging',
    ]);
  });

  it('never shows a decided ticket as waiting for a decision again', () => {
    const override: StatusOverride = { status: 'sending', until: { kind: 'approval', approvalId: APPROVAL, turn: 1 } };
    const facts = [
      ['approval_requested', 'awaiting_approval', APPROVAL],
      ['approval_superseded', 'researching', 'another'],
      ['approval_decided', 'awaiting_approval', APPROVAL],
      ['decided', 'sending'],
      ['resolved', 'resolved'],
    ] as const;
    expect(seen(override, 1, ...facts)).toEqual(['sending', 'sending', 'sending', 'sending', 'resolved']);
  });

  it('lasts until the very fact that it waits for', () => {
    const until = { kind: 'fact', type: type('handed_over'), turn: 1 } as const;
    const facts = [
      ['feedback_given', 'resolved'],
      ['reopened', 'received'],
      ['handed_over', 'with_person'],
      ['assigned', 'with_person'],
    ] as const;
    expect(new Set(seen({ status: 'with_person', until }, 1, ...facts))).toEqual(new Set(['with_person']));
    expect(
      overrideAfter({ status: 'with_person', until }, { type: until.type, turn: 1, status: 'with_person' }),
    ).toBeNull();
  });

  it('never ends by a fact when only a person may end it', () => {
    fc.assert(
      fc.property(turns, statuses, (turn, status) => {
        const override: StatusOverride = { status: 'with_person', until: { kind: 'person' } };
        expect(overrideAfter(override, { type: type('resolved'), turn, status })).toBe(override);
      }),
    );
  });
});
