import { TICKET_STATUSES, TicketTurnSuperseded } from '@mesh/contracts';
import fc from 'fast-check';
import { type StatusOverride, isOver, shownStatus } from './ticket-status';

const turns = fc.integer({ min: 1, max: 9 });
const statuses = fc.constantFrom(...TICKET_STATUSES);
const DECIDED = 'support.ticket.approval_decided.v1';
const DRAFTED = 'support.ticket.drafted.v1';
const override = (until: StatusOverride['until']): StatusOverride => ({ status: 'with_person', until });

describe('what people see before the facts say so', () => {
  it('outranks the facts as long as it lasts', () => {
    fc.assert(
      fc.property(statuses, statuses, (projected, status) => {
        return (
          shownStatus(projected, { status, until: { kind: 'person' } }) === status &&
          shownStatus(projected, undefined) === projected
        );
      }),
    );
  });

  it('lasts until a fact of its turn, whatever older turns still say', () => {
    fc.assert(
      fc.property(turns, turns, (mine, theirs) => {
        return isOver(override({ kind: 'turn', turn: mine }), { type: DRAFTED, turn: theirs }) === theirs >= mine;
      }),
    );
  });

  it('does not end with the news that the older turn was given up', () => {
    const until = { kind: 'turn', turn: 2 } as const;
    expect(isOver(override(until), { type: TicketTurnSuperseded.type, turn: 2 })).toBe(false);
  });

  it('lasts until the outcome of the very approval', () => {
    const approvalId = '00000000-0000-5000-8000-000000000001';
    const mine = override({ kind: 'approval', approvalId, turn: 1 });
    expect(isOver(mine, { type: DRAFTED, turn: 1 })).toBe(false);
    expect(isOver(mine, { type: DECIDED, turn: 1, approvalId: 'another' })).toBe(false);
    expect(isOver(mine, { type: DECIDED, turn: 1, approvalId })).toBe(true);
    expect(isOver(mine, { type: DRAFTED, turn: 2 })).toBe(true);
  });

  it('never ends by a fact when only a person may end it', () => {
    fc.assert(fc.property(turns, (turn) => !isOver(override({ kind: 'person' }), { type: DECIDED, turn })));
  });
});
