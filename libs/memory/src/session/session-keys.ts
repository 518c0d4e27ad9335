import type { SessionRef } from './session-store.port';

const SEPARATOR = ':';
const join = (...parts: readonly string[]): string => parts.join(SEPARATOR);

/** The keys of the session tier: `<prefix>:<tenant>:...`. Parts are encoded, so no two references share a key. */
export class SessionKeys {
  /** Names of all live sessions, hashed, by the time of their end. */
  readonly live: string;

  constructor(private readonly prefix: string) {
    this.live = join(prefix, 'live-sessions');
  }

  turns(ref: SessionRef): string {
    return join(this.sessions(ref.tenantId, ref.customerId), encode(ref.channel), 'turns');
  }

  context(ref: SessionRef): string {
    return join(this.sessions(ref.tenantId, ref.customerId), encode(ref.channel), 'context');
  }

  /** The channels on which a customer has sessions. */
  channels(tenantId: string, customerId: string): string {
    return join(this.of(tenantId), 'channels', encode(customerId));
  }

  /** What the keys of a customer's sessions begin with; the encoded channel follows. */
  sessions(tenantId: string, customerId: string): string {
    return join(this.of(tenantId), 'session', encode(customerId));
  }

  lock(tenantId: string, name: string): string {
    return join(this.of(tenantId), 'lock', encode(name));
  }

  topic(tenantId: string, topic: string): string {
    return join(this.of(tenantId), 'topic', encode(topic));
  }

  private of(tenantId: string): string {
    return join(this.prefix, encode(tenantId));
  }
}

export const encode = (part: string): string => encodeURIComponent(part);
export const decode = (part: string): string => decodeURIComponent(part);
