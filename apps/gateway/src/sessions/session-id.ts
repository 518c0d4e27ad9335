import { z } from 'zod';

/** A customer on a channel, which is all that makes a session. */
export interface SessionKey {
  readonly customerId: string;
  readonly channel: string;
}

const Wire = z.tuple([z.string().min(1).max(200), z.string().min(1).max(40)]);

export const sessionIdOf = ({ customerId, channel }: SessionKey): string =>
  Buffer.from(JSON.stringify([customerId, channel])).toString('base64url');

/** Undefined for anything that is no id of a session. */
export function sessionKeyOf(id: string): SessionKey | undefined {
  try {
    const [customerId, channel] = Wire.parse(JSON.parse(Buffer.from(id, 'base64url').toString('utf8')));
    const key = { customerId, channel };
    return sessionIdOf(key) === id && !id.includes('\0') && !customerId.includes('\0') ? key : undefined;
  } catch {
    return undefined;
  }
}
