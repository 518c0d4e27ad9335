import { QdrantCounterpart } from '@mesh/testing';
import { LongTermMemory } from '../src/long-term/long-term-memory';
import { QdrantConnection } from '../src/long-term/qdrant-connection';
import { QdrantLongTermStore } from '../src/long-term/qdrant-long-term-store';
import { passage } from './long-term-store.contract';
import { MemoryTruth } from './memory-truth';

export interface WithQdrant {
  readonly qdrant: QdrantCounterpart;
  readonly truth: MemoryTruth;
  readonly store: QdrantLongTermStore;
  readonly memory: LongTermMemory;
  /** Another process of the mesh: the same server and truth, nothing else in common. */
  replica(): LongTermMemory;
  /** The documents that a question finds. */
  find(text: string, memory?: LongTermMemory): Promise<string[]>;
  /** Writes documents of one passage each. */
  know(text: string, ...documentIds: string[]): void;
}

export const TIMEOUT_MS = 250;
const LEFT_ALONE_MS = 50;

/** Long-term memory on a Qdrant counterpart, with a truth that a test can change. */
export async function withQdrant(timeoutMs = TIMEOUT_MS): Promise<WithQdrant> {
  const qdrant = await new QdrantCounterpart().start();
  const truth = new MemoryTruth();
  const options = { url: qdrant.url, timeoutMs, prefix: 'mesh-test' };
  const connect = () => new QdrantLongTermStore(options, new QdrantConnection(options, LEFT_ALONE_MS));
  const store = connect();
  const memory = new LongTermMemory(store, truth);
  return {
    qdrant,
    truth,
    store,
    memory,
    replica: () => new LongTermMemory(connect(), truth),
    find: async (text, asked = memory) => {
      const hits = await asked.search('acme', { text, audiences: ['public'], limit: 10 });
      return hits.map((hit) => hit.passage.documentId).sort();
    },
    know: (text, ...documentIds) => documentIds.forEach((id) => truth.set(id, passage(id, text))),
  };
}
