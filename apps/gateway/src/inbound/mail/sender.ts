import { addressParser } from 'postal-mime';
import { asStorable } from '../../tickets/safe-text';

const NAME_BYTES = 200;

export interface Sender {
  /** In small letters. */
  readonly email: string;
  readonly name?: string | undefined;
}

/** The one address of a header. Undefined where there is none; a name that is too long is left out. */
export function senderOf(from: string): Sender | undefined {
  const [first] = addressParser(from, { flatten: true });
  const email = first?.address?.trim().toLowerCase();
  if (email === undefined || !/^[^\s@]{1,64}@[^\s@]{1,255}$/.test(email)) return undefined;
  const name = asStorable(first?.name ?? '').trim();
  return name && Buffer.byteLength(name) <= NAME_BYTES ? { email, name } : { email };
}
