import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { TerminalError } from '@mesh/kernel';

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Whose token it is: sealed for one server it opens for no other. */
export interface TokenOwner {
  readonly tenantId: string;
  readonly server: string;
  readonly url: string;
}

/** Keeps the tokens of tool servers unreadable in the database and its backups. */
export class TokenSeal {
  private readonly key: Buffer | undefined;

  constructor(secret: string | undefined) {
    if (secret !== undefined) this.key = Buffer.from(hkdfSync('sha256', secret, '', 'mesh tool tokens', 32));
  }

  get isConfigured(): boolean {
    return this.key !== undefined;
  }

  /** @throws TerminalError `MCP_TOKEN_UNREADABLE` without a key */
  seal(token: string, owner: TokenOwner): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.mustHaveKey(), iv).setAAD(bound(owner));
    return Buffer.concat([iv, cipher.update(token, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64');
  }

  /** @throws TerminalError `MCP_TOKEN_UNREADABLE` with another key, or for another server */
  open(sealed: string, owner: TokenOwner): string {
    const bytes = Buffer.from(sealed, 'base64');
    const decipher = createDecipheriv(ALGORITHM, this.mustHaveKey(), bytes.subarray(0, IV_BYTES)).setAAD(bound(owner));
    try {
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      return decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
    } catch (error) {
      throw unreadable({ cause: error });
    }
  }

  private mustHaveKey(): Buffer {
    if (this.key === undefined) throw unreadable();
    return this.key;
  }
}

const bound = ({ tenantId, server, url }: TokenOwner): Buffer => Buffer.from(JSON.stringify([tenantId, server, url]));

const unreadable = (options?: ErrorOptions): TerminalError =>
  new TerminalError('MCP_TOKEN_UNREADABLE', 'MCP_SECRETS_KEY is not the key of this token', {}, options);
