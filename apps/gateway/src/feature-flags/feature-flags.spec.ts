import { FeatureFlags, InternalApi } from '@mesh/bootstrap';
import { waitFor } from '@mesh/testing';
import { type Gateway, startGateway } from '../../test/start-gateway';

interface Flag {
  readonly name: string;
  readonly on: boolean;
  readonly override?: boolean;
  readonly configured?: boolean;
}

describe('the feature flags of a tenant', () => {
  let gateway: Gateway;
  let replica: Gateway;
  let other: Record<string, string>;
  beforeAll(async () => {
    const quick = { FEATURE_FLAGS_REFRESH_MS: '50', FEATURE_FLAGS: 'past-answers=off' };
    gateway = await startGateway(quick);
    replica = await startGateway(quick, gateway.database);
    const { body } = await gateway.ask('POST', '/v1/tenants', { id: 'acme', name: 'Acme' });
    other = { authorization: `Bearer ${String(body['adminKey'])}` };
  }, 60_000);
  afterAll(async () => {
    await replica.stop();
    await gateway.stop();
  });

  const listed = async (headers?: Record<string, string>): Promise<Map<string, Flag>> => {
    const { body } = await gateway.ask('GET', '/v1/feature-flags', undefined, headers);
    return new Map((body['items'] as Flag[]).map((flag) => [flag.name, flag]));
  };
  const decide = (overrides: object, headers?: Record<string, string>) =>
    gateway.ask('PUT', '/v1/feature-flags', { overrides }, headers);

  it('are listed with what they mean and why they are as they are', async () => {
    await decide({ 'model-searches': false });
    const flags = await listed();
    expect(flags.get('draft-streaming')).toEqual({
      name: 'draft-streaming',
      meaning: expect.any(String) as string,
      owner: 'gateway',
      default: true,
      on: true,
    });
    expect(flags.get('past-answers')).toMatchObject({ configured: false, on: false });
    expect(flags.get('model-searches')).toMatchObject({ override: false, on: false });
  });

  it('are decided as a whole, on the record, and for this tenant alone', async () => {
    await decide({ 'model-searches': false, 'past-answers': true });
    await decide({ 'past-answers': true }, other);
    const { body } = await decide({ 'webhook-delivery': false });
    expect((body['items'] as Flag[]).filter(({ override }) => override !== undefined)).toMatchObject([
      { name: 'webhook-delivery', override: false, on: false },
    ]);
    expect((await listed()).get('past-answers')?.on).toBe(false);
    expect((await listed(other)).get('past-answers')?.on).toBe(true);
    const audit = await gateway.ask('GET', '/v1/audit?limit=1');
    expect(audit.body['items']).toMatchObject([
      { action: 'feature_flags.changed', details: { overrides: 'webhook-delivery=off' } },
    ]);
  });

  it.each([{ unknown: true }, { 'past-answers': 'on' }, { 'past-answers': null }])('are not %j', async (overrides) => {
    expect((await decide(overrides)).status).toBe(400);
  });

  it('are in effect in every replica soon, and known to the services that ask', async () => {
    const flags = replica.service.app.get(FeatureFlags, { strict: false });
    await decide({});
    await waitFor('deliveries to be on', () => flags.isOn('webhook-delivery', 'default'));
    await decide({ 'webhook-delivery': false });
    await waitFor('deliveries to be off', async () => !(await flags.isOn('webhook-delivery', 'default')));
    const caller = { tenantId: 'default', role: 'analyst', actorId: 'research', correlationId: 'c-1' } as const;
    const answer = await gateway.service.app
      .get(InternalApi, { strict: false })
      .call('gateway', { method: 'GET', path: '/internal/feature-flags', caller });
    expect(answer.body).toEqual({ overrides: { 'webhook-delivery': false } });
  });
});
