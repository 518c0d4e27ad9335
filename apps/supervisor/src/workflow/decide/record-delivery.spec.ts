import { RecordDelivery, type DataOf } from '@mesh/contracts';
import { TICKET, PERSON } from '../../../test/samples';
import { codes, run } from '../../../test/scenarios';
import type { TicketRun } from '../../../test/ticket-run';

/** The decision by which the reply of a run was sent. */
const sentBy = (ticket: TicketRun): string => String(ticket.fact('reply_sent')['decisionId']);
const report = (ticket: TicketRun, changes: Partial<DataOf<typeof RecordDelivery>> = {}) =>
  ticket.feed(
    RecordDelivery.draft(TICKET, {
      ticketId: TICKET,
      turn: 1,
      decisionId: sentBy(ticket),
      outcome: 'failed',
      code: 'MAIL_REFUSED',
      ...changes,
    }),
  );

describe('when a reply that was sent did not arrive', () => {
  it.each([
    ['failed', 'MAIL_REFUSED', ['delivery_failed', 'mail_refused']],
    ['unknown', 'MAIL_END_UNKNOWN', ['delivery_unknown', 'mail_end_unknown']],
  ] as const)('the ticket goes to a person: %s', (outcome, code, reasons) => {
    const ticket = run().start().runUntil(null);
    report(ticket, { outcome, code });
    expect(ticket.fact('reply_failed')).toMatchObject({ code, decisionId: sentBy(ticket), turn: 1 });
    ticket.runUntil(null);
    expect(ticket.factNames().slice(-3)).toEqual(['reply_failed', 'reopened', 'handed_over']);
    expect(ticket.status).toBe('with_person');
    expect(codes(ticket.fact('handed_over'))).toEqual(reasons);
    expect(ticket.fact('handed_over')).toMatchObject({ reason: `delivery_${outcome}` });
  });

  it('a person who has the ticket sees it on the timeline, and keeps the ticket', () => {
    const ticket = run().start().runUntil(null);
    ticket.act(2, { kind: 'assign', user: PERSON.id });
    report(ticket);
    expect([ticket.factNames().at(-1), ticket.status]).toEqual(['reply_failed', 'with_person']);
    expect(ticket.fact('reply_failed')).toMatchObject({ turn: 1, status: 'with_person' });
  });

  it('a reply of a person that did not arrive comes back to people, also when it had closed the matter', () => {
    const action = { kind: 'reply', decisionId: TICKET, messageId: TICKET, contentHash: 'a'.repeat(64) } as const;
    const ticket = run()
      .start()
      .act(2, { ...action, resolve: true });
    report(ticket, { turn: 2 });
    expect(ticket.runUntil(null).status).toBe('with_person');
  });

  it('a newer turn goes on, and a closed ticket stays closed', () => {
    const ticket = run().start().runUntil(null).act(2, { kind: 'close', reason: 'duplicate' });
    report(ticket);
    expect([ticket.factNames().at(-1), ticket.status]).toEqual(['reply_failed', 'closed']);
  });
});
