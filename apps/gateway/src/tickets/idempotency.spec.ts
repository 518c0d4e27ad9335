import { StartTurn } from '@mesh/contracts';
import { TicketPath, codeOfOutcome, principal } from '../../test/ticket-path';
import { CreateTicket } from './create-ticket';
import { checkedKey, once } from './idempotency';
import { CreateTicketSchema } from './ticket.requests';

let path: TicketPath;
beforeAll(async () => {
  path = await TicketPath.start({ IDEMPOTENCY_TTL_MS: '2000' });
}, 60_000);
afterAll(() => path.stop());

const post = (key: string, body = 'Where is it?', as = principal()) =>
  path.service.get(CreateTicket).execute(as, CreateTicketSchema.parse({ body, customer: { id: 'ann' } }), key);

describe('F74: when a ticket is posted with an Idempotency-Key', () => {
  it('gives the first answer again to the same request', async () => {
    expect(await post('same')).toEqual(await post('same'));
  });

  it('refuses the key for another request', async () => {
    await post('other-body');
    await expect(post('other-body', 'Something else')).rejects.toMatchObject({
      status: 422,
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
  });

  it('F75: makes one ticket of fifty parallel requests', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 50 }, () => post('fifty', 'Fifty times')));
    const ids = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value.id] : []));
    expect(new Set(ids).size).toBe(1);
    expect(new Set(outcomes.map(codeOfOutcome))).toEqual(
      new Set(outcomes.some(({ status }) => status === 'rejected') ? ['ok', 'IDEMPOTENCY_KEY_IN_FLIGHT'] : ['ok']),
    );
    const starts = (await path.sent(StartTurn)).filter(({ ticketId }) => ticketId === ids[0]);
    expect(starts).toHaveLength(1);
  });

  it('keeps tenants apart', async () => {
    const [ours, theirs] = [
      await post('shared'),
      await post('shared', 'Where is it?', principal({ tenantId: 'other' })),
    ];
    expect(ours.id).not.toBe(theirs.id);
  });

  it('takes the key anew after its day', async () => {
    const first = await post('short-lived');
    const second = await path.until('a new ticket', async () => {
      const again = await post('short-lived');
      return again.id !== first.id && again;
    });
    expect(second.status).toBe('received');
  });

  it('is free again when the first request failed', async () => {
    const failing = path.asApi(async (tx) => {
      await once(tx, { route: 'r', key: 'crash', body: 1, ttlMs: 1000 }, () => Promise.reject(new Error('crashed')));
    });
    await expect(failing).rejects.toThrow('crashed');
    const answer = await path.asApi(async (tx) => {
      return once(tx, { route: 'r', key: 'crash', body: 1, ttlMs: 1000 }, async () => ({ done: true }));
    });
    expect(answer).toEqual({ done: true });
  });

  it('converges when the first request dies with its connection, and is in flight until then', async () => {
    const request = { route: 'r', key: 'killed', body: 1, ttlMs: 60_000 };
    let pid = 0;
    const dying = path.asApi((tx) =>
      once(tx, request, async () => {
        [{ pid }] = (await tx.sql.rows('SELECT pg_backend_pid() AS pid')) as [{ pid: number }];
        await tx.sql.run('SELECT pg_sleep(60)');
        return { by: 'the first' };
      }),
    );
    const ended = expect(dying).rejects.toThrow();
    await path.until('the first request', () => pid > 0);
    const again = () => path.asApi((tx) => once(tx, request, async () => ({ by: 'the second' })));
    await expect(again()).rejects.toMatchObject({ status: 409, code: 'IDEMPOTENCY_KEY_IN_FLIGHT' });
    await path.service.database.query('SELECT pg_terminate_backend($1)', [pid]);
    await ended;
    expect(await again()).toEqual({ by: 'the second' });
    expect(await again()).toEqual({ by: 'the second' });
  });

  it.each(['x'.repeat(256), '', 'a\r\nb', '"quoted"', 'a b'])('refuses the key %j', (key) => {
    expect(() => checkedKey(key)).toThrow('Idempotency-Key');
  });
});
