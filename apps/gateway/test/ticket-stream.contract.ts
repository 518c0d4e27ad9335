import { waitFor } from '@mesh/testing';
import type { StreamScope, TicketStream } from '../src/streaming/ticket-stream.port';

export interface TicketStreamsUnderTest {
  /** Where facts are applied. */
  readonly here: TicketStream;
  /** Where readers are: the same process, or another one. */
  readonly there: TicketStream;
}

/** What every ticket stream promises its readers. */
export function ticketStreamContract(make: () => Promise<TicketStreamsUnderTest>): void {
  let here: TicketStream;
  let there: TicketStream;
  beforeEach(async () => {
    ({ here, there } = await make());
  });

  /** A reader that has been heard at least once, so that its subscription holds; then it counts from zero. */
  const listen = async (scope: StreamScope) => {
    const reader = { rung: 0, leave: () => undefined as void };
    reader.leave = there.subscribe(scope, () => (reader.rung += 1));
    await waitFor('the reader to hear', () => {
      here.announce({ tenantId: scope.tenantId, ticketId: scope.ticketId ?? 'any' });
      return reader.rung > 0;
    });
    await settle(scope.tenantId);
    reader.rung = 0;
    return reader;
  };
  /** Everything that was announced before has arrived when this has: signals keep their order. */
  const settle = async (tenantId: string) => {
    let last = false;
    const leave = there.subscribe({ tenantId, ticketId: 'last' }, () => (last = true));
    here.announce({ tenantId, ticketId: 'last' });
    await waitFor('the last signal', () => last);
    leave();
  };

  it('wakes the readers of the ticket and those of its whole tenant', async () => {
    const [ofTicket, ofTenant] = [
      await listen({ tenantId: 'acme', ticketId: 't-1' }),
      await listen({ tenantId: 'acme' }),
    ];
    here.announce({ tenantId: 'acme', ticketId: 't-1' });
    await waitFor('both', () => ofTicket.rung > 0 && ofTenant.rung > 0);
  });

  it('wakes nobody of another ticket or tenant', async () => {
    const others = [
      await listen({ tenantId: 'acme', ticketId: 't-2' }),
      await listen({ tenantId: 'globex', ticketId: 't-1' }),
      await listen({ tenantId: 'globex' }),
    ];
    await settle('acme');
    await settle('globex');
    for (const other of others) other.rung = 0;
    here.announce({ tenantId: 'acme', ticketId: 't-1' });
    await settle('acme');
    expect(others.map(({ rung }) => rung)).toEqual([0, 0, 0]);
  });

  it('wakes every reader of a ticket, until it leaves', async () => {
    const scope = { tenantId: 'acme', ticketId: 't-3' };
    const [first, second] = [await listen(scope), await listen(scope)];
    first.leave();
    first.leave();
    first.rung = 0;
    here.announce(scope);
    await waitFor('the second', () => second.rung > 0);
    expect(first.rung).toBe(0);
    second.leave();
    expect((await listen(scope)).rung).toBe(0);
  });
}
