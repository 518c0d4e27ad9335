import { once } from 'node:events';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, type JWTPayload, type JWK, SignJWT, exportJWK, generateKeyPair } from 'jose';

interface SigningKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
}

export interface TokenOptions {
  readonly claims?: JWTPayload;
  readonly header?: Readonly<Record<string, unknown>>;
  /** Seconds from now; null: the token has no end. */
  readonly expiresIn?: number | null;
  readonly key?: SigningKey;
}

/** Signs access tokens and publishes its keys over HTTP, as an identity provider does. */
export class IssuerCounterpart {
  readonly issuer = 'https://login.example.com/';
  /** What the key endpoint answers with. */
  status = 200;
  fetches = 0;
  private published: JWK[] = [];
  private server: Server | undefined;
  private current: SigningKey | undefined;

  async start(): Promise<this> {
    await this.rotate();
    this.server = createServer((_, response) => {
      this.fetches += 1;
      response.writeHead(this.status, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ keys: this.published }));
    }).listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return this;
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve));
  }

  get environment(): Record<string, string> {
    const { port } = this.server?.address() as AddressInfo;
    return {
      JWT_ISSUER: this.issuer,
      JWT_AUDIENCE: 'support-mesh',
      JWT_JWKS_URL: `http://127.0.0.1:${port}/keys`,
    };
  }

  get publicKey(): JWK {
    return this.key.publicJwk;
  }

  /** From here on a new key signs; the older ones stay published. */
  async rotate(): Promise<void> {
    this.current = await signingKey(`key-${this.published.length + 1}`);
    this.published = [...this.published, this.current.publicJwk];
  }

  /** A token that counts, but for what the options change in it. */
  token({ claims = {}, header = {}, expiresIn = 300, key = this.key }: TokenOptions = {}): Promise<string> {
    const all = { sub: 'ann', tenant_id: 'default', roles: ['approver'], ...claims };
    const jwt = new SignJWT(all).setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: key.kid, ...header });
    if (!('iss' in claims)) jwt.setIssuer(this.issuer);
    if (!('aud' in claims)) jwt.setAudience('support-mesh');
    if (expiresIn !== null) jwt.setExpirationTime(Math.floor(Date.now() / 1000) + expiresIn);
    return jwt.sign(key.privateKey);
  }

  private get key(): SigningKey {
    if (this.current === undefined) throw new Error('not started');
    return this.current;
  }
}

/** A key that no issuer publishes, unless it is the issuer's own. */
export async function signingKey(kid: string): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  return { kid, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' } };
}
