import type { ConfigOf } from '@mesh/config';
import type { LongTermStore } from './long-term-store.port';
import { MemoryLongTermStore } from './memory-long-term-store';
import { QdrantLongTermStore } from './qdrant-long-term-store';
import type { QdrantConfig } from './qdrant.config';

/** Qdrant where its address is known, else the index in this process. Nothing is asked of Qdrant yet. */
export function createLongTermStore(config: ConfigOf<typeof QdrantConfig>): LongTermStore {
  const { QDRANT_URL: url, QDRANT_API_KEY: apiKey, QDRANT_TIMEOUT_MS: timeoutMs } = config;
  return url
    ? new QdrantLongTermStore({ url, apiKey, timeoutMs, prefix: config.QDRANT_COLLECTION_PREFIX })
    : new MemoryLongTermStore();
}
