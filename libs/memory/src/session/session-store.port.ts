import type { TierHealth } from '../health';

/** One customer's conversation on one channel. */
export interface SessionRef {
  readonly tenantId: string;
  readonly customerId: string;
  readonly channel: string;
}

export interface SessionTurn {
  /** The message's id: a turn added again changes nothing. */
  readonly id: string;
  readonly author: 'customer' | 'mesh' | 'person';
  readonly text: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
}

/** What is known about the customer for the length of a session. */
export type SessionContext = Readonly<Record<string, string | number | boolean>>;

export interface SessionStatistics {
  readonly hits: number;
  readonly misses: number;
  /** Sessions that had to go because there were too many. */
  readonly evictions: number;
  readonly sessions: number;
}

/** A lock that ends by itself; `release` gives it back only if it is still one's own. */
export interface SessionLock {
  release(): Promise<void>;
}

export type Unsubscribe = () => Promise<void>;

/** How well this process hears what others publish. */
export interface Hearing {
  /** False: what is published now is not heard here. */
  readonly up: boolean;
  /** Rises whenever something may have been missed; who was subscribed before is subscribed still. */
  readonly interruptions: number;
}

/**
 * The tier that may vanish: every caller must be able to go on with an empty one. Everything in it ends after the
 * time to live of the last write. @throws RetryableError `SESSION_UNAVAILABLE` from every call when the store is away
 */
export abstract class SessionStore {
  /** Adds turns to the end; keeps the newest ones within the store's bound. */
  abstract append(session: SessionRef, turns: readonly SessionTurn[]): Promise<void>;
  /** The newest turns, oldest first, at most `limit`. Empty when nothing is known. */
  abstract recent(session: SessionRef, limit: number): Promise<readonly SessionTurn[]>;
  /** Merges into the context; what is not named stays. */
  abstract mergeContext(session: SessionRef, context: SessionContext): Promise<void>;
  abstract context(session: SessionRef): Promise<SessionContext>;
  /** The sessions of a customer, one per channel. */
  abstract sessionsOf(tenantId: string, customerId: string): Promise<readonly SessionRef[]>;
  abstract end(session: SessionRef): Promise<boolean>;
  /** Removes every session of a customer. Returns how many there were. */
  abstract forget(tenantId: string, customerId: string): Promise<number>;
  /** Nobody else has the lock of this name until it is released or `ttlMs` has passed; undefined: somebody has it. */
  abstract lock(tenantId: string, name: string, ttlMs: number): Promise<SessionLock | undefined>;
  /** Tells those who listen now; nothing is kept for those who come later. */
  abstract publish(tenantId: string, topic: string, message: string): Promise<void>;
  abstract subscribe(tenantId: string, topic: string, listener: (message: string) => void): Promise<Unsubscribe>;
  /** Never waits and never throws. */
  abstract hearing(): Hearing;
  abstract statistics(): Promise<SessionStatistics>;
  /** Never throws: a store that cannot be reached is `degraded`. */
  abstract health(): Promise<TierHealth>;
}
