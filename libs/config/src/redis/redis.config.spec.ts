import { ConfigSource } from '../config-source';
import { MeshConfig } from '../mesh-config';
import { FirstContact } from './first-contact';
import { reconnectAfterMs, redisBackgroundOptions, redisRequestOptions } from './redis-options';
import { RedisConfig, usesRedis } from './redis.config';

const uses = (environment: Record<string, string>): boolean => {
  const source = new ConfigSource(environment);
  return usesRedis(source.read(MeshConfig), source.read(RedisConfig));
};

describe('where Redis is', () => {
  it.each([
    [{ MESH_PROFILE: 'distributed', REDIS_URL: 'redis://cache:6379/1' }, true],
    [{ MESH_PROFILE: 'distributed' }, false],
    [{ MESH_PROFILE: 'embedded', REDIS_URL: 'redis://cache:6379' }, false],
    [{ REDIS_URL: 'rediss://cache' }, false],
  ])('%j: used is %s', (environment, used) => expect(uses(environment)).toBe(used));

  it('is refused when it is no address of a Redis, without showing it', () => {
    const read = () => new ConfigSource({ REDIS_URL: 'http://user:hidden@cache' }).read(RedisConfig);
    expect(read).toThrow(/REDIS_URL/);
    expect(read).not.toThrow(/hidden/);
  });

  it('is asked again after bounded waits, for ever', () => {
    expect([1, 2, 3, 7, 1_000].map(reconnectAfterMs)).toEqual([50, 100, 200, 2_000, 2_000]);
  });

  it('is left at once by a request, and waited for by background work', () => {
    expect(redisRequestOptions(500)).toMatchObject({ enableOfflineQueue: false, commandTimeout: 500 });
    expect(redisBackgroundOptions(500)).toMatchObject({ enableOfflineQueue: true, maxRetriesPerRequest: null });
  });

  it('is looked for anew when it refuses writes, and not for other faults', () => {
    const { reconnectOnError } = redisRequestOptions(500);
    expect(reconnectOnError(new Error("READONLY You can't write against a read only replica."))).toBe(2);
    expect(reconnectOnError(new Error('ERR unknown command'))).toBe(false);
  });
});

describe('a part that degrades alone', () => {
  const away = () => Promise.reject(new Error('away'));
  const here = () => Promise.resolve();

  it('holds its service back until it was reached once', async () => {
    const contact = new FirstContact(1_000, () => 0);
    await expect(contact.check(away)).rejects.toThrow('away');
    await contact.check(here);
    await expect(contact.check(away)).resolves.toBeUndefined();
  });

  it('does not hold it back for ever', async () => {
    let now = 0;
    const contact = new FirstContact(1_000, () => now);
    await expect(contact.check(away)).rejects.toThrow('away');
    now = 1_000;
    await expect(contact.check(away)).resolves.toBeUndefined();
  });
});
