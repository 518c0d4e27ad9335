import { Redis } from 'ioredis';
import type { DistributedMesh } from '../../distributed-mesh/distributed-mesh';

const MARKER = 'chaos:marker';

/** Commands to the Redis of a mesh, each over a connection of its own. */
export class RedisControl {
  constructor(private readonly mesh: DistributedMesh) {}

  async run<Result>(work: (redis: Redis) => Promise<Result>): Promise<Result> {
    const redis = new Redis(this.mesh.servers.redis.url, { lazyConnect: true, retryStrategy: () => null });
    redis.on('error', () => undefined);
    await redis.connect();
    try {
      return await work(redis);
    } finally {
      redis.disconnect();
    }
  }

  /** Something that is gone when Redis has lost its memory. */
  async mark(): Promise<void> {
    await this.run((redis) => redis.set(MARKER, '1'));
  }

  isMarked(): Promise<boolean> {
    return this.run(async (redis) => (await redis.exists(MARKER)) === 1);
  }

  async answers(): Promise<boolean> {
    return this.run((redis) => redis.ping()).then(
      () => true,
      () => false,
    );
  }
}
