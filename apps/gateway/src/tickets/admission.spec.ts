import { waitFor } from '@mesh/testing';
import { type Gateway, startGateway } from '../../test/start-gateway';

const LIMIT = 5;
const TICKET = { body: 'Where is my order?', customer: { id: 'ann' } };

/** No other service is there, so nothing can be sent to one: each accepted ticket stays in the outbox. */
describe('F15: while nothing can be sent on', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway({ OUTBOX_LIMIT: String(LIMIT) });
  }, 60_000);
  afterAll(() => gateway.stop());

  const post = () => gateway.ask('POST', '/v1/tickets', TICKET);
  const stored = async (table: string) => {
    const [row] = await gateway.database.query<{ n: number }>(`SELECT count(*)::int AS n FROM gateway.${table}`);
    return row?.n;
  };
  const accepted: string[] = [];
  const untilRefused = () =>
    waitFor('a refusal', async () => {
      const answer = await post();
      if (answer.status === 202) accepted.push(String(answer.body['id']));
      return answer.status !== 202 && answer;
    });

  it('tickets are accepted up to the limit, then refused with the time to come back', async () => {
    const refusal = await untilRefused();
    expect(refusal).toMatchObject({ status: 503, body: { code: 'overloaded', status: 503 } });
    expect(Number(refusal.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(accepted.length).toBeGreaterThanOrEqual(LIMIT);
    expect(await gateway.service.metrics.render()).toMatch(/mesh_intake_refused_total\S* 1$/m);
  });

  it('messages and batches are refused too, and nothing of what was refused is stored', async () => {
    const before = [await stored('tickets'), await stored('messages'), await stored('outbox')];
    const answers = [
      await post(),
      await gateway.ask('POST', `/v1/tickets/${accepted[0]}/messages`, { body: 'Hello?' }),
      await gateway.ask('POST', '/v1/tickets/batch', { tickets: [TICKET, TICKET] }),
    ];
    expect(answers.map(({ status, body }) => [status, body['code']])).toEqual(Array(3).fill([503, 'overloaded']));
    expect([await stored('tickets'), await stored('messages'), await stored('outbox')]).toEqual(before);
    expect(before[0]).toBe(accepted.length);
  });

  it('everything that was accepted can be read, and people can still act on it', async () => {
    for (const id of accepted) expect((await gateway.ask('GET', `/v1/tickets/${id}`)).status).toBe(200);
    expect((await gateway.ask('POST', `/v1/tickets/${accepted[0]}/close`)).status).toBe(200);
  });

  it('intake opens again when the outbox has drained', async () => {
    await gateway.database.query('UPDATE gateway.outbox SET sent_at = now() WHERE sent_at IS NULL');
    await waitFor('an accepted ticket', async () => (await post()).status === 202);
  });
});

describe('F26: when one tenant asks for more than its part', () => {
  const LARGE = Array.from({ length: 100 }, () => TICKET);
  let gateway: Gateway;
  let other: string;
  beforeAll(async () => {
    gateway = await startGateway({ INTAKE_TENANT_LIMIT: '100' });
    const { body } = await gateway.ask('POST', '/v1/tenants', { id: 'other', name: 'Other' });
    other = String(body['adminKey']);
  }, 60_000);
  afterAll(() => gateway.stop());

  const post = (headers?: Record<string, string>) => gateway.ask('POST', '/v1/tickets', TICKET, headers);
  const sendOn = () => gateway.database.query('UPDATE gateway.outbox SET sent_at = now() WHERE sent_at IS NULL');

  it('does not count what nobody could be sent', async () => {
    expect(await gateway.ask('POST', '/v1/tickets/batch', { tickets: LARGE })).toMatchObject({ status: 200 });
    await waitFor('the outbox to be looked at again', async () => (await post()).status === 202);
  });

  it('refuses its tickets with the time to come back, and stores nothing', async () => {
    const refusal = await waitFor('a refusal', async () => {
      await sendOn();
      const answer = await post();
      return answer.status !== 202 && answer;
    });
    expect(refusal).toMatchObject({ status: 429, body: { code: 'tenant_overloaded', status: 429 } });
    expect(Number(refusal.headers.get('retry-after'))).toBeGreaterThan(0);
    const stored = () => gateway.database.query('SELECT id FROM gateway.tickets');
    const before = await stored();
    expect((await gateway.ask('POST', '/v1/tickets/batch', { tickets: LARGE })).status).toBe(429);
    expect(await stored()).toHaveLength(before.length);
    expect(await gateway.service.metrics.render()).toMatch(/mesh_intake_refused_total\{reason="tenant"\S* [1-9]\d*$/m);
  });

  it('goes on taking in the tickets of others', async () => {
    expect((await post({ authorization: `Bearer ${other}` })).status).toBe(202);
  });

  it('takes its tickets in again when some are done', async () => {
    await gateway.database.query(`UPDATE gateway.tickets SET status = 'resolved'`);
    await waitFor('an accepted ticket', async () => (await post()).status === 202);
  });
});
