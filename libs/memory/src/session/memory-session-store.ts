import { type Clock, newId } from '@mesh/kernel';
import type { TierHealth } from '../health';
import { ExpiringMap } from './expiring-map';
import { LocalTopics } from './local-topics';
import {
  type Hearing,
  type SessionContext,
  type SessionLock,
  type SessionRef,
  type SessionStatistics,
  SessionStore,
  type SessionTurn,
  type Unsubscribe,
} from './session-store.port';

export interface SessionLimits {
  /** How long a session lives after its last write. */
  readonly ttlMs: number;
  readonly maxSessions: number;
  readonly maxTurns: number;
}

interface Session {
  readonly ref: SessionRef;
  readonly turns: readonly SessionTurn[];
  readonly context: SessionContext;
}

/** The session tier of one process; gone with it. */
export class MemorySessionStore extends SessionStore {
  private readonly sessions: ExpiringMap<Session>;
  private readonly locks: ExpiringMap<string>;
  private hits = 0;
  private misses = 0;

  constructor(
    clock: Clock,
    private readonly limits: SessionLimits,
    /** Shared by the stores of a process, so that its services hear one another. */
    private readonly topics = new LocalTopics(),
  ) {
    super();
    this.sessions = new ExpiringMap(clock, limits.maxSessions);
    this.locks = new ExpiringMap(clock, 10_000);
  }

  async append(session: SessionRef, turns: readonly SessionTurn[]): Promise<void> {
    const before = this.peek(session);
    const all = new Map(before.turns.map((turn) => [turn.id, turn]));
    for (const turn of turns) if (!all.has(turn.id)) all.set(turn.id, turn);
    this.put({ ...before, turns: [...all.values()].slice(-this.limits.maxTurns) });
  }

  async recent(session: SessionRef, limit: number): Promise<readonly SessionTurn[]> {
    const found = this.sessions.get(keyOf(session));
    this.count(found !== undefined);
    return limit > 0 ? (found?.turns.slice(-limit) ?? []) : [];
  }

  async mergeContext(session: SessionRef, context: SessionContext): Promise<void> {
    const before = this.peek(session);
    this.put({ ...before, context: { ...before.context, ...context } });
  }

  async context(session: SessionRef): Promise<SessionContext> {
    const found = this.sessions.get(keyOf(session));
    this.count(found !== undefined);
    return found?.context ?? {};
  }

  async sessionsOf(tenantId: string, customerId: string): Promise<readonly SessionRef[]> {
    return this.keysOf(tenantId, customerId).flatMap((key) => this.sessions.get(key)?.ref ?? []);
  }

  async end(session: SessionRef): Promise<boolean> {
    return this.sessions.delete(keyOf(session));
  }

  async forget(tenantId: string, customerId: string): Promise<number> {
    return this.keysOf(tenantId, customerId).filter((key) => this.sessions.delete(key)).length;
  }

  async lock(tenantId: string, name: string, ttlMs: number): Promise<SessionLock | undefined> {
    const key = join(tenantId, name);
    if (this.locks.get(key) !== undefined) return undefined;
    const token = newId();
    this.locks.set(key, token, ttlMs);
    return {
      release: async () => {
        if (this.locks.get(key) === token) this.locks.delete(key);
      },
    };
  }

  async publish(tenantId: string, topic: string, message: string): Promise<void> {
    this.topics.publish(join(tenantId, topic), message);
  }

  async subscribe(tenantId: string, topic: string, listener: (message: string) => void): Promise<Unsubscribe> {
    const unsubscribe = this.topics.subscribe(join(tenantId, topic), listener);
    return async () => unsubscribe();
  }

  hearing(): Hearing {
    return { up: true, interruptions: 0 };
  }

  async statistics(): Promise<SessionStatistics> {
    return {
      hits: this.hits,
      misses: this.misses,
      evictions: this.sessions.evictions,
      sessions: this.sessions.size,
    };
  }

  async health(): Promise<TierHealth> {
    return { tier: 'session', status: 'up', details: { ...(await this.statistics()) } };
  }

  private peek(ref: SessionRef): Session {
    return this.sessions.get(keyOf(ref)) ?? { ref, turns: [], context: {} };
  }

  private put(session: Session): void {
    this.sessions.set(keyOf(session.ref), session, this.limits.ttlMs);
  }

  private keysOf(tenantId: string, customerId: string): string[] {
    const prefix = `${join(tenantId, customerId)}${SEPARATOR}`;
    return this.sessions.keys().filter((key) => key.startsWith(prefix));
  }

  private count(hit: boolean): void {
    if (hit) this.hits += 1;
    else this.misses += 1;
  }
}

/** Between the parts of a key; encoded inside them, so no two references share a key. */
const SEPARATOR = '/';
const join = (...parts: readonly string[]): string => parts.map((part) => encodeURIComponent(part)).join(SEPARATOR);
const keyOf = (ref: SessionRef): string => join(ref.tenantId, ref.customerId, ref.channel);
