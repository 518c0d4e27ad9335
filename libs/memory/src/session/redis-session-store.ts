import { FirstContact } from '@mesh/config';
import { newId } from '@mesh/kernel';
import { type TierHealth, degradedTier } from '../health';
import type { RedisLink } from './redis-link';
import type { RedisTopics } from './redis-topics';
import * as scripts from './session-scripts';
import { SessionKeys, decode, encode } from './session-keys';
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

export interface RedisSessionSettings {
  readonly keyPrefix: string;
  /** How long a session lives after its last write. */
  readonly ttlMs: number;
  readonly maxTurns: number;
  /** How long an absent Redis keeps a new process from being ready. */
  readonly startupGraceMs: number;
}

/** The session tier that all replicas share. Hits and misses are those of this process. */
export class RedisSessionStore extends SessionStore {
  readonly healthName = 'session';
  private readonly keys: SessionKeys;
  private readonly firstContact: FirstContact;
  private hits = 0;
  private misses = 0;

  constructor(
    private readonly link: RedisLink,
    private readonly topics: RedisTopics,
    private readonly settings: RedisSessionSettings,
  ) {
    super();
    this.keys = new SessionKeys(settings.keyPrefix);
    this.firstContact = new FirstContact(settings.startupGraceMs);
  }

  async append(session: SessionRef, turns: readonly SessionTurn[]): Promise<void> {
    const pairs = turns.flatMap((turn) => [turn.id, JSON.stringify(turn)]);
    const head = [this.settings.ttlMs, encode(session.channel), this.settings.maxTurns];
    await this.link.run(scripts.APPEND, this.keysOf(session), [...head, ...pairs]);
  }

  async recent(session: SessionRef, limit: number): Promise<readonly SessionTurn[]> {
    const wanted = Math.max(0, limit);
    const [exists, ...turns] = await this.link.run<[number, ...string[]]>(
      scripts.RECENT,
      [this.keys.turns(session)],
      [wanted],
    );
    this.count(exists === 1);
    return turns.map((turn) => JSON.parse(turn) as SessionTurn);
  }

  async mergeContext(session: SessionRef, context: SessionContext): Promise<void> {
    const pairs = Object.entries(context).flatMap(([name, value]) => [name, JSON.stringify(value)]);
    const head = [this.settings.ttlMs, encode(session.channel)];
    await this.link.run(scripts.MERGE_CONTEXT, this.keysOf(session), [...head, ...pairs]);
  }

  async context(session: SessionRef): Promise<SessionContext> {
    const keys = [this.keys.turns(session), this.keys.context(session)];
    const [exists, ...parts] = await this.link.run<[number, ...string[]]>(scripts.CONTEXT, keys);
    this.count(exists === 1);
    return contextOf(parts);
  }

  async sessionsOf(tenantId: string, customerId: string): Promise<readonly SessionRef[]> {
    const { channels, sessions } = this.customerKeys(tenantId, customerId);
    const living = await this.link.run<string[]>(scripts.CHANNELS, [channels], [sessions]);
    return living.map((channel) => ({ tenantId, customerId, channel: decode(channel) }));
  }

  async end(session: SessionRef): Promise<boolean> {
    return (await this.link.run<number>(scripts.END, this.keysOf(session), [encode(session.channel)])) === 1;
  }

  forget(tenantId: string, customerId: string): Promise<number> {
    const { channels, sessions } = this.customerKeys(tenantId, customerId);
    return this.link.run<number>(scripts.FORGET, [channels, this.keys.live], [sessions]);
  }

  async lock(tenantId: string, name: string, ttlMs: number): Promise<SessionLock | undefined> {
    const key = this.keys.lock(tenantId, name);
    const token = newId();
    const got = await this.link.ask((redis) => redis.set(key, token, 'PX', ttlMs, 'NX'));
    if (got === null) return undefined;
    return { release: async () => void (await this.link.run(scripts.RELEASE, [key], [token])) };
  }

  async publish(tenantId: string, topic: string, message: string): Promise<void> {
    await this.link.ask((redis) => redis.publish(this.keys.topic(tenantId, topic), message));
  }

  subscribe(tenantId: string, topic: string, listener: (message: string) => void): Promise<Unsubscribe> {
    return this.topics.subscribe(this.keys.topic(tenantId, topic), listener);
  }

  hearing(): Hearing {
    return this.topics.hearing();
  }

  /** Evictions are those of the whole Redis. */
  async statistics(): Promise<SessionStatistics> {
    const [sessions, info] = await Promise.all([
      this.link.run<number>(scripts.COUNT_LIVE, [this.keys.live]),
      this.link.ask((redis) => redis.info('stats')),
    ]);
    const evictions = Number(/^evicted_keys:(\d+)/m.exec(info)?.[1] ?? 0);
    return { hits: this.hits, misses: this.misses, evictions, sessions };
  }

  async health(): Promise<TierHealth> {
    try {
      return { tier: 'session', status: 'up', details: { ...(await this.statistics()) } };
    } catch (error) {
      return degradedTier('session', error);
    }
  }

  /** Holds a new service back until Redis was reached once; later its absence only degrades this tier. */
  checkHealth(): Promise<void> {
    return this.firstContact.check(() => this.link.ask((redis) => redis.ping()));
  }

  onApplicationShutdown(): void {
    this.topics.close();
    this.link.close();
  }

  private keysOf(session: SessionRef): string[] {
    const { channels } = this.customerKeys(session.tenantId, session.customerId);
    return [this.keys.turns(session), this.keys.context(session), channels, this.keys.live];
  }

  private customerKeys(tenantId: string, customerId: string) {
    return {
      channels: this.keys.channels(tenantId, customerId),
      sessions: this.keys.sessions(tenantId, customerId),
    };
  }

  private count(hit: boolean): void {
    if (hit) this.hits += 1;
    else this.misses += 1;
  }
}

function contextOf(parts: readonly string[]): SessionContext {
  const context: Record<string, string | number | boolean> = {};
  for (let at = 0; at + 1 < parts.length; at += 2) {
    context[parts[at] ?? ''] = JSON.parse(parts[at + 1] ?? 'null') as string | number | boolean;
  }
  return context;
}
