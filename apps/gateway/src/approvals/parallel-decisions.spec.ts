import { RecordApproval } from '@mesh/contracts';
import { waitFor } from '@mesh/testing';
import { ADMIN_KEY, type Gateway, type HttpAnswer, startGateway } from '../../test/start-gateway';
import { openedApproval } from './test/opened-approval';

jest.setTimeout(60_000);

const PARALLEL = 100;

describe('F85: a hundred decisions at once, through three gateways', () => {
  let gateways: [Gateway, Gateway, Gateway];
  beforeAll(async () => {
    const first = await startGateway();
    gateways = [first, await startGateway({}, first.database), await startGateway({}, first.database)];
  });
  afterAll(async () => {
    const [first, ...others] = gateways;
    await Promise.all(others.map((gateway) => gateway.stop()));
    await first.stop();
  });

  const gatewayOf = (n: number): Gateway => gateways[n % gateways.length] ?? gateways[0];
  const reports = async (approvalId: string): Promise<number> => {
    const rows = await gateways[0].database.query(
      `SELECT 1 FROM gateway.outbox WHERE type = $1 AND data ->> 'approvalId' = $2`,
      [RecordApproval.type, approvalId],
    );
    return rows.length;
  };
  const winnersOf = (answers: readonly HttpAnswer[]) => answers.filter(({ status }) => status === 200);

  it.each([
    ['approve and approve', [{ decision: 'approve' }]],
    ['approve and reject', [{ decision: 'approve' }, { decision: 'reject' }]],
    ['approve and edit', [{ decision: 'approve' }, { decision: 'edit', reply: 'Use the big menu.' }]],
    ['approve and take over', [{ decision: 'approve' }, { decision: 'take_over' }]],
  ])('have one winner: %s', async (_, decisions) => {
    const { path, contentHash } = await openedApproval(gateways[0]);
    const answers = await Promise.all(
      Array.from({ length: PARALLEL }, (_unused, n) =>
        gatewayOf(n).ask('POST', `${path}/decision`, { ...decisions[n % decisions.length], contentHash }),
      ),
    );
    const [winner, ...others] = winnersOf(answers);
    expect(others).toEqual([]);
    const current = { status: 'decided', decision: winner?.body['decision'] };
    for (const loser of answers.filter((answer) => answer !== winner)) {
      expect(loser).toMatchObject({ status: 409, body: { code: 'APPROVAL_DECIDED', current } });
    }
    expect(await reports(path.replace('/v1/approvals/', ''))).toBe(1);
  });

  it('tell somebody who asks again after a timeout what has become of it', async () => {
    const { path, contentHash } = await openedApproval(gateways[0]);
    const decision = { decision: 'approve', contentHash };
    const leaving = new AbortController();
    const asking = fetch(`${gateways[0].base}${path}/decision`, {
      method: 'POST',
      signal: leaving.signal,
      headers: { authorization: `Bearer ${ADMIN_KEY}`, 'content-type': 'application/json' },
      body: JSON.stringify(decision),
    });
    const isDecided = async () => (await gateways[1].ask('GET', path)).body['status'] === 'decided';
    await waitFor('the decision', isDecided);
    leaving.abort();
    await asking.catch(() => undefined);
    const answers = [];
    for (let n = 0; n < 3; n += 1) answers.push(await gatewayOf(n).ask('POST', `${path}/decision`, decision));
    for (const answer of answers) {
      expect(answer).toMatchObject({ status: 409, body: { code: 'APPROVAL_DECIDED', current: { status: 'decided' } } });
    }
    expect(await reports(path.replace('/v1/approvals/', ''))).toBe(1);
  });

  it('never both decide and put aside what a customer has overtaken', async () => {
    for (let n = 0; n < 6; n += 1) {
      const { path, contentHash, ticketId } = await openedApproval(gateways[0]);
      const [decided] = await Promise.all([
        gatewayOf(n).ask('POST', `${path}/decision`, { decision: 'approve', contentHash }),
        gatewayOf(n + 1).ask('POST', `/v1/tickets/${ticketId}/messages`, { body: 'Never mind.' }),
      ]);
      const { body } = await gatewayOf(n + 2).ask('GET', path);
      expect([decided.status, body['status']]).toEqual(decided.status === 200 ? [200, 'decided'] : [409, 'superseded']);
      expect(await reports(path.replace('/v1/approvals/', ''))).toBe(1);
    }
  });
});
