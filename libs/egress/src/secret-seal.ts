import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { TerminalError } from '@mesh/kernel';

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

export interface SealedFor {
  /** Gives each use a key of its own, also where two share one secret. */
  readonly purpose: string;
  /** Where the secret is configured, for people. */
  readonly variable: string;
  /** Of the fault when something cannot be opened. */
  readonly code: string;
}

/** Keeps secrets of others unreadable in the database and its backups. */
export class SecretSeal {
  private readonly key: Buffer | undefined;

  constructor(
    secret: string | undefined,
    private readonly use: SealedFor,
  ) {
    if (secret !== undefined) this.key = Buffer.from(hkdfSync('sha256', secret, '', use.purpose, 32));
  }

  get isConfigured(): boolean {
    return this.key !== undefined;
  }

  /** @param owner whose it is: sealed for one owner it opens for no other. @throws TerminalError without a key */
  seal(text: string, owner: readonly string[]): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.mustHaveKey(), iv).setAAD(bound(owner));
    return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64');
  }

  /** @throws TerminalError with another key, or for another owner */
  open(sealed: string, owner: readonly string[]): string {
    const bytes = Buffer.from(sealed, 'base64');
    const decipher = createDecipheriv(ALGORITHM, this.mustHaveKey(), bytes.subarray(0, IV_BYTES)).setAAD(bound(owner));
    try {
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      return decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
    } catch (error) {
      throw this.unreadable({ cause: error });
    }
  }

  private mustHaveKey(): Buffer {
    if (this.key === undefined) throw this.unreadable();
    return this.key;
  }

  private unreadable(options?: ErrorOptions): TerminalError {
    return new TerminalError(this.use.code, `${this.use.variable} is not the key of this secret`, {}, options);
  }
}

const bound = (owner: readonly string[]): Buffer => Buffer.from(JSON.stringify(owner));
