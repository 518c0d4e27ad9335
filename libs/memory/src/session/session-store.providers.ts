import type { FactoryProvider, Provider } from '@nestjs/common';
import { type ConfigOf, MeshConfig, RedisConfig, provideConfig, redisRequestOptions, usesRedis } from '@mesh/config';
import { SystemClock } from '@mesh/kernel';
import { Logger } from '@mesh/observability';
import { DraftBoard } from './draft-board';
import { MemoryConfig } from '../memory.config';
import { LocalTopics } from './local-topics';
import { MemorySessionStore } from './memory-session-store';
import { RedisLink } from './redis-link';
import { RedisSessionStore } from './redis-session-store';
import { RedisTopics } from './redis-topics';
import { SessionStore } from './session-store.port';

type Redis = ConfigOf<typeof RedisConfig>;
type Memory = ConfigOf<typeof MemoryConfig>;

/** Opens the session tier in Redis; it need not be there yet. */
export async function openRedisSessions(redis: Redis, memory: Memory, logger: Logger): Promise<RedisSessionStore> {
  const { REDIS_URL: url = '', REDIS_KEY_PREFIX, REDIS_COMMAND_TIMEOUT_MS, REDIS_STARTUP_GRACE_MS } = redis;
  const options = redisRequestOptions(REDIS_COMMAND_TIMEOUT_MS);
  const open = (name: string) => RedisLink.open(url, options, name, logger);
  const [link, listening] = await Promise.all([open('mesh-sessions'), open('mesh-topics')]);
  return new RedisSessionStore(link, new RedisTopics(listening, logger), {
    keyPrefix: REDIS_KEY_PREFIX,
    ttlMs: memory.MEMORY_SESSION_TTL_MS,
    maxTurns: memory.MEMORY_SESSION_MAX_TURNS,
    startupGraceMs: REDIS_STARTUP_GRACE_MS,
  });
}

const processTopics = new LocalTopics();

function inProcess(memory: Memory): MemorySessionStore {
  const { MEMORY_SESSION_TTL_MS: ttlMs, MEMORY_SESSION_MAX: maxSessions, MEMORY_SESSION_MAX_TURNS: maxTurns } = memory;
  return new MemorySessionStore(new SystemClock(), { ttlMs, maxSessions, maxTurns }, processTopics);
}

const sessionStore: FactoryProvider = {
  provide: SessionStore,
  inject: [MeshConfig.token, RedisConfig.token, MemoryConfig.token, Logger],
  useFactory: (mesh: ConfigOf<typeof MeshConfig>, redis: Redis, memory: Memory, logger: Logger) =>
    usesRedis(mesh, redis) ? openRedisSessions(redis, memory, logger) : inProcess(memory),
};

const draftBoard: FactoryProvider = {
  provide: DraftBoard,
  inject: [SessionStore],
  useFactory: (sessions: SessionStore) => new DraftBoard(sessions),
};

/** The session tier that the configuration asks for: Redis in the distributed profile, else this process. */
export const sessionStoreProviders: Provider[] = [
  provideConfig(MeshConfig),
  provideConfig(RedisConfig),
  provideConfig(MemoryConfig),
  sessionStore,
  draftBoard,
];
