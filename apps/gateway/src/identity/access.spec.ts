import { existsSync, mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigSource } from '@mesh/config';
import { waitFor } from '@mesh/testing';
import { startGateway } from '../../test/start-gateway';
import { type Edge, startEdge } from '../http/test/start-edge';
import { mintKey } from './api-key';
import { BootstrapKey, adminKeyPath } from './bootstrap-key';
import { IdentityConfig } from './identity.config';
import { ROLES, type Role } from './permissions';

const keyFor = async (edge: Edge, role: Role, by?: string): Promise<{ id: string; key: string }> => {
  const { body } = await edge.ask('POST', '/v1/api-keys', {
    body: { name: `a ${role}`, role },
    ...(by === undefined ? {} : { key: by }),
  });
  return { id: String(body['id']), key: String(body['key']) };
};

describe('whoever calls the API', () => {
  let edge: Edge;
  const keys = new Map<Role, string>();
  beforeAll(async () => {
    edge = await startEdge({ API_KEY_CACHE_MS: '0' });
    for (const role of ROLES) keys.set(role, (await keyFor(edge, role)).key);
  });
  afterAll(() => edge.stop());

  it.each<[Role, string, number]>([
    ['submitter', '/v1/trial/submitter', 200],
    ['submitter', '/v1/trial/approver', 403],
    ['approver', '/v1/trial/submitter', 403],
    ['approver', '/v1/trial/approver', 200],
    ['analyst', '/v1/trial/submitter', 403],
    ['analyst', '/v1/trial/approver', 403],
    ['admin', '/v1/trial/submitter', 200],
    ['admin', '/v1/trial/approver', 200],
    ['submitter', '/v1/api-keys', 403],
    ['approver', '/v1/api-keys', 403],
    ['analyst', '/v1/api-keys', 403],
    ['admin', '/v1/api-keys', 200],
    ['admin', '/v1/trial/forgotten', 403],
    ['admin', '/v1/tenants', 403],
  ])('as %s gets at %s the answer %d', async (role, path, status) => {
    const answer = await edge.ask('GET', path, { key: keys.get(role) ?? '' });
    expect(answer.status).toBe(status);
    if (status === 403) expect(answer.body).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('is known by the key, and only by the key', async () => {
    const { body } = await edge.ask('GET', '/v1/trial/approver', { key: keys.get('approver') ?? '' });
    expect(body).toMatchObject({ tenantId: 'default', role: 'approver', isBootstrap: false });
    expect(body['actorId']).toBe(`key:${String(body['keyId'])}`);
  });

  it('needs no key where the route is public', async () => {
    expect((await edge.ask('GET', '/v1/trial/everybody', { key: '' })).status).toBe(200);
  });

  it('is asked for a key, in the standard way', async () => {
    const { status, headers, body } = await edge.ask('GET', '/v1/trial/submitter', { key: '' });
    expect([status, body['code'], headers.get('www-authenticate')]).toEqual([401, 'AUTH_MISSING', 'Bearer']);
  });

  it.each([
    ['an unknown key', mintKey().text],
    ['words', 'let me in'],
    ['a key of absurd length', 'x'.repeat(2000)],
    ['an unsigned token', 'eyJhbGciOiJub25lIn0.eyJyb2xlIjoiYWRtaW4ifQ.'],
  ])('is refused with %s', async (_, key) => {
    const answer = await edge.ask('GET', '/v1/trial/submitter', { key });
    expect([answer.status, answer.body['code']]).toEqual([401, 'AUTH_INVALID']);
  });

  it('is refused with the right id and a wrong secret', async () => {
    const right = keys.get('admin') ?? '';
    const wrong = right.slice(0, -1) + (right.endsWith('A') ? 'B' : 'A');
    expect((await edge.ask('GET', '/v1/trial/submitter', { key: wrong })).status).toBe(401);
  });

  it('is refused once the key is revoked', async () => {
    const { id, key } = await keyFor(edge, 'submitter');
    expect((await edge.ask('GET', '/v1/trial/submitter', { key })).status).toBe(200);
    expect((await edge.ask('DELETE', `/v1/api-keys/${id}`)).status).toBe(204);
    expect((await edge.ask('GET', '/v1/trial/submitter', { key })).status).toBe(401);
    expect((await edge.ask('DELETE', `/v1/api-keys/${id}`)).status).toBe(404);
  });

  it('leaves a count of refusals', async () => {
    await edge.ask('GET', '/v1/trial/submitter', { key: '' });
    const text = await (await fetch(`${edge.management}/metrics`)).text();
    expect(text).toMatch(/mesh_auth_failures_total\{.*reason="missing".*\} [1-9]/);
  });

  it('sees of a key everything but the key', async () => {
    const { body } = await edge.ask('GET', '/v1/api-keys');
    expect(JSON.stringify(body)).not.toContain(keys.get('admin'));
    expect(body['items']).toContainEqual(
      expect.objectContaining({ role: 'analyst', name: 'a analyst', revokedAt: null }),
    );
  });

  it('leaves a line in the audit log for every key that is made or revoked', async () => {
    const rows = await edge.database.query<{ action: string }>(
      'SELECT DISTINCT action FROM gateway.audit_log ORDER BY 1',
    );
    expect(rows.map(({ action }) => action)).toEqual(expect.arrayContaining(['api_key.created', 'api_key.revoked']));
  });
});

describe('F87: whoever loses a right', () => {
  it('has lost it in every replica soon after', async () => {
    const here = await startGateway();
    const there = await startGateway({ API_KEY_CACHE_MS: '400' }, here.database);
    const { body } = await here.ask('POST', '/v1/api-keys', { name: 'Kim', role: 'approver' });
    const asked = () =>
      there.ask('GET', '/v1/approvals', undefined, { authorization: `Bearer ${String(body['key'])}` });
    expect((await asked()).status).toBe(200);
    await here.ask('DELETE', `/v1/api-keys/${String(body['id'])}`);
    await waitFor('the key to be refused', async () => (await asked()).status === 401);
    await there.stop();
    await here.stop();
  }, 60_000);

  it('never keeps it for a minute, whatever is configured', () => {
    const config = (value: string) => new ConfigSource({ API_KEY_CACHE_MS: value }).read(IdentityConfig);
    expect(config('10000').API_KEY_CACHE_MS).toBeLessThanOrEqual(60_000);
    expect(() => config('10001')).toThrow('API_KEY_CACHE_MS');
  });
});

describe('the tenants of one installation', () => {
  let edge: Edge;
  let acme: string;
  beforeAll(async () => {
    edge = await startEdge();
    const { body } = await edge.ask('POST', '/v1/tenants', { body: { id: 'acme', name: 'Acme Ltd' } });
    acme = String(body['adminKey']);
  });
  afterAll(() => edge.stop());

  it('are made with a first admin key of their own', async () => {
    const { body } = await edge.ask('GET', '/v1/trial/approver', { key: acme });
    expect(body).toMatchObject({ tenantId: 'acme', role: 'admin', isBootstrap: false });
  });

  it('are listed for the first admin key of the installation', async () => {
    const { body } = await edge.ask('GET', '/v1/tenants');
    expect(body['items']).toMatchObject([{ id: 'default' }, { id: 'acme', name: 'Acme Ltd' }]);
  });

  it.each(['acme', 'default'])('cannot be made twice (%s)', async (id) => {
    const { status, body } = await edge.ask('POST', '/v1/tenants', { body: { id, name: 'Again' } });
    expect([status, body['code']]).toEqual([409, 'TENANT_EXISTS']);
  });

  it('see and revoke their own keys only', async () => {
    const { id } = await keyFor(edge, 'analyst');
    const { body } = await edge.ask('GET', '/v1/api-keys', { key: acme });
    expect(body['items']).toMatchObject([{ name: 'first admin key' }]);
    expect((await edge.ask('DELETE', `/v1/api-keys/${id}`, { key: acme })).status).toBe(404);
  });

  it('stand behind the database’s wall: its run-time role cannot list the keys', async () => {
    await edge.database.query('SET ROLE mesh_api');
    const all = await edge.database.query('SELECT * FROM gateway.api_keys');
    const nobody = await edge.database.query(`SELECT * FROM gateway.find_api_key('%')`);
    await edge.database.query('RESET ROLE');
    expect([all, nobody]).toEqual([[], []]);
  });
});

describe('the first admin key', () => {
  it('is made up once and kept where only its owner can read it', () => {
    const dataDir = join(mkdtempSync(join(tmpdir(), 'mesh-key-')), 'data');
    BootstrapKey.of({ DATA_DIR: dataDir });
    const text = readFileSync(adminKeyPath(dataDir), 'utf8').trim();
    expect(statSync(adminKeyPath(dataDir)).mode & 0o777).toBe(0o600);
    expect(BootstrapKey.of({ DATA_DIR: dataDir }).matches(text)).toBe(true);
    expect(BootstrapKey.of({ DATA_DIR: dataDir }).matches(`${text}x`)).toBe(false);
  });

  it('is not written down when it is configured', () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'mesh-key-'));
    expect(
      BootstrapKey.of({ DATA_DIR: dataDir, MESH_ADMIN_KEY: 'configured-key-1234' }).matches('configured-key-1234'),
    ).toBe(true);
    expect(existsSync(adminKeyPath(dataDir))).toBe(false);
  });
});
