import { ConfigSource } from '@mesh/config';
import { SystemClock } from '@mesh/kernel';
import { SignJWT, UnsecuredJWT } from 'jose';
import { type Edge, startEdge } from '../../http/test/start-edge';
import { IssuerCounterpart, type TokenOptions, signingKey } from '../test/issuer-counterpart';
import { claimedBy } from './claims';
import { JwtConfig } from './jwt.config';
import { JwtVerifier } from './jwt-verifier';

const NAMES = { tenant: 'tenant_id', roles: 'roles' };

describe('what a token says of its holder', () => {
  const claims = { sub: 'ann', tenant_id: 'acme', roles: ['approver'] };
  it.each([
    ['one role', { roles: 'analyst' }, 'analyst'],
    ['roles of other applications beside ours', { roles: ['offline_access', 'submitter'] }, 'submitter'],
    ['several roles', { roles: ['submitter', 'analyst', 'approver'] }, 'approver'],
  ])('may be %s', (_, change, role) => {
    expect(claimedBy({ ...claims, ...change }, NAMES)).toEqual({ subject: 'ann', tenantId: 'acme', role });
  });

  it('may lie inside objects, or under names that are addresses', () => {
    const payload = { sub: 'ann', 'https://example.com/tenant': 'acme', realm_access: { roles: ['admin'] } };
    const names = { tenant: 'https://example.com/tenant', roles: 'realm_access.roles' };
    expect(claimedBy(payload, names)).toEqual({ subject: 'ann', tenantId: 'acme', role: 'admin' });
  });

  it.each([
    ['no role of ours', { roles: ['offline_access'] }],
    ['a role by inheritance', { roles: { length: 1, 0: 'admin' } }],
    ['no tenant', { tenant_id: undefined }],
    ['several tenants', { tenant_id: ['acme', 'globex'] }],
    ['a tenant with other characters', { tenant_id: "acme' OR '1'='1" }],
    ['no subject', { sub: '' }],
    ['a subject of several lines', { sub: 'ann\nadmin' }],
    ['that somebody has signed in at a client', { nonce: 'n' }],
  ])('does not count with %s', (_, change) => {
    expect(claimedBy({ ...claims, ...change }, NAMES)).toBeUndefined();
  });
});

describe('F83: an access token', () => {
  let issuer: IssuerCounterpart;
  let edge: Edge;
  beforeAll(async () => {
    issuer = await new IssuerCounterpart().start();
    edge = await startEdge(issuer.environment);
  });
  afterAll(async () => {
    await edge.stop();
    await issuer.stop();
  });

  const enter = (key: string) => edge.ask('GET', '/v1/trial/approver', { key });
  const refused = async (token: string) => {
    const { status, body } = await enter(token);
    expect([status, body['code']]).toEqual([401, 'AUTH_INVALID']);
  };

  it('lets its holder in as the one it names, with the role it names', async () => {
    const { status, body } = await enter(await issuer.token());
    expect([status, body]).toMatchObject([200, { tenantId: 'default', role: 'approver', actorId: 'user:ann' }]);
    expect((await enter(await issuer.token({ claims: { roles: 'submitter' } }))).status).toBe(403);
  });

  it('is never the first admin of the installation', async () => {
    const token = await issuer.token({ claims: { roles: ['admin'] } });
    expect((await edge.ask('GET', '/v1/api-keys', { key: token })).status).toBe(200);
    expect((await edge.ask('GET', '/v1/tenants', { key: token })).status).toBe(403);
  });

  it('opens a tenant of the installation, and no other', async () => {
    await refused(await issuer.token({ claims: { tenant_id: 'acme' } }));
    await edge.ask('POST', '/v1/tenants', { body: { id: 'acme', name: 'Acme' } });
    const { body } = await enter(await issuer.token({ claims: { tenant_id: 'acme' } }));
    expect(body).toMatchObject({ tenantId: 'acme' });
  });

  const hour = 3600;
  it.each<[string, TokenOptions]>([
    ['that has expired', { expiresIn: -hour }],
    ['without an end', { expiresIn: null }],
    ['that counts later only', { claims: { nbf: Math.floor(Date.now() / 1000) + hour } }],
    ['for somebody else', { claims: { aud: 'payroll' } }],
    ['of another issuer', { claims: { iss: 'https://evil.example/' } }],
    ['that tells a client who signed in', { claims: { nonce: 'n-0S6' } }],
    ['without a role', { claims: { roles: [] } }],
    ['whose key id is a path', { header: { kid: '../../etc/passwd' } }],
    ['whose key id is a statement', { header: { kid: "key-1' OR '1'='1" } }],
  ])('is refused %s', async (_, options) => {
    await refused(await issuer.token(options));
  });

  it('is refused without a signature, whatever it calls that', async () => {
    const claims = { sub: 'ann', tenant_id: 'default', roles: ['admin'], iss: issuer.issuer, aud: 'support-mesh' };
    const unsigned = new UnsecuredJWT(claims).setExpirationTime('1h').encode();
    await refused(unsigned);
    const [, payload = ''] = unsigned.split('.');
    for (const alg of ['none', 'None', 'NONE']) {
      const header = Buffer.from(JSON.stringify({ alg, typ: 'at+jwt' })).toString('base64url');
      await refused(`${header}.${payload}.`);
      await refused(`${header}.${payload}.AAAA`);
    }
  });

  it('is refused when the public key was used as a shared secret', async () => {
    const secret = new TextEncoder().encode(JSON.stringify(issuer.publicKey));
    const jwt = new SignJWT({ sub: 'ann', tenant_id: 'default', roles: ['admin'] })
      .setProtectedHeader({ alg: 'HS256', kid: 'key-1' })
      .setIssuer(issuer.issuer)
      .setAudience('support-mesh')
      .setExpirationTime('1h');
    await refused(await jwt.sign(secret));
  });

  it('is refused when it brings its own key, or the address of one', async () => {
    const key = await signingKey('key-1');
    const { jwk } = { jwk: key.publicJwk };
    await refused(await issuer.token({ key, header: { jwk } }));
    await refused(await issuer.token({ key, header: { jku: `${issuer.environment['JWT_JWKS_URL']}` } }));
    await refused(await issuer.token({ key, header: { x5u: 'https://evil.example/cert.pem' } }));
  });

  it('is refused when one character of it was changed', async () => {
    const token = await issuer.token();
    const [header = '', , signature = ''] = token.split('.');
    const claims = { sub: 'ann', tenant_id: 'default', roles: ['admin'] };
    await refused(`${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.${signature}`);
  });

  it('is refused when it is as long as a book', async () => {
    const { status } = await enter(`${'e'.repeat(4_000)}.${'x'.repeat(4_000)}.s`);
    expect([401, 431]).toContain(status);
  });

  it('counts as one caller however many tokens a person has, and leaves no trace of the token', async () => {
    const { body } = await enter(await issuer.token({ expiresIn: 100 }));
    expect(body['keyId']).toBe('user:ann');
  });
});

describe('the keys of an issuer', () => {
  const source = (values: Record<string, string>) => new ConfigSource(values).read(JwtConfig);

  it('may change while everybody works: tokens of the old and of the new key count', async () => {
    const issuer = await new IssuerCounterpart().start();
    const verifier = JwtVerifier.of(source(issuer.environment), new SystemClock(), 0);
    const old = await issuer.token();
    expect(await verifier?.verify(old)).toMatchObject({ subject: 'ann' });
    await issuer.rotate();
    expect(await verifier?.verify(await issuer.token())).toMatchObject({ subject: 'ann' });
    expect(await verifier?.verify(old)).toMatchObject({ subject: 'ann' });
    expect(issuer.fetches).toBe(2);
    await issuer.stop();
  });

  it('may be away: that is not the fault of the caller, and is said so', async () => {
    const issuer = await new IssuerCounterpart().start();
    const edge = await startEdge(issuer.environment);
    issuer.status = 500;
    const { status, body, headers } = await edge.ask('GET', '/v1/trial/approver', { key: await issuer.token() });
    expect([status, body['code'], headers.get('retry-after')]).toEqual([503, 'IDENTITY_PROVIDER_UNAVAILABLE', '5']);
    issuer.status = 200;
    expect((await edge.ask('GET', '/v1/trial/approver', { key: await issuer.token() })).status).toBe(200);
    await edge.stop();
    await issuer.stop();
  });

  it('are needed whole: what is missing is named', () => {
    const of = (values: Record<string, string>) => () => JwtVerifier.of(source(values), new SystemClock());
    expect(of({ JWT_ISSUER: 'https://login.example.com' })).toThrow(/JWT_AUDIENCE: is missing[^]*JWT_JWKS_URL/);
    expect(of({})()).toBeUndefined();
  });

  it('cannot be shared secrets', () => {
    expect(() => source({ JWT_ALGORITHMS: 'RS256,HS256' })).toThrow(/JWT_ALGORITHMS/);
  });
});
