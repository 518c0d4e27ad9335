import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const FORM = /^mk_([a-z0-9]{16})_([A-Za-z0-9_-]{43})$/;

/** The text that is given to the owner of a key, once. Its id is public, its secret is stored only as a hash. */
export interface MintedKey {
  readonly keyId: string;
  readonly text: string;
  readonly hash: Buffer;
}

/** A new key, or a new secret for one: 64 random bits of id, 256 of secret. */
export function mintKey(keyId = randomBytes(8).toString('hex')): MintedKey {
  const text = `mk_${keyId}_${randomBytes(32).toString('base64url')}`;
  return { keyId, text, hash: hashOfKey(text) };
}

/** The id inside a key, or undefined when the text does not have the form of one. */
export const keyIdOf = (text: string): string | undefined => FORM.exec(text)?.[1];

/** A plain digest is enough for a secret of 256 random bits; it is not a password. */
export const hashOfKey = (text: string): Buffer => createHash('sha256').update(text).digest();

export const sameHash = (left: Buffer, right: Buffer): boolean =>
  left.length === right.length && timingSafeEqual(left, right);
