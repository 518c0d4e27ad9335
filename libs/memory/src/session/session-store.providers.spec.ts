import { Test } from '@nestjs/testing';
import { ConfigSource } from '@mesh/config';
import { Logger } from '@mesh/observability';
import { MemorySessionStore } from './memory-session-store';
import { RedisSessionStore } from './redis-session-store';
import { SessionStore } from './session-store.port';
import { sessionStoreProviders } from './session-store.providers';

describe('the session tier of a service', () => {
  const redis = { REDIS_URL: 'redis://127.0.0.1:1' };

  it.each([
    ['in the embedded profile', redis, MemorySessionStore],
    ['in the distributed profile without Redis', { MESH_PROFILE: 'distributed' }, MemorySessionStore],
    [
      'in the distributed profile with a Redis that is away',
      { MESH_PROFILE: 'distributed', ...redis },
      RedisSessionStore,
    ],
  ])('%s', async (_where, environment, kind) => {
    const surroundings = [
      { provide: ConfigSource, useValue: new ConfigSource(environment) },
      { provide: Logger, useValue: Logger.silent() },
    ];
    const module = await Test.createTestingModule({ providers: [...surroundings, ...sessionStoreProviders] }).compile();
    expect(module.get(SessionStore)).toBeInstanceOf(kind);
    await module.close();
  });
});
