import { newId } from '@mesh/kernel';
import { longTermStoreContract } from '../../test/long-term-store.contract';
import { QdrantConnection } from './qdrant-connection';
import { QdrantLongTermStore } from './qdrant-long-term-store';

describe('the long-term index on a Qdrant server', () => {
  const options = {
    url: process.env['QDRANT_URL'] ?? 'http://QDRANT_URL-is-not-set',
    apiKey: process.env['QDRANT_API_KEY'],
    timeoutMs: 10_000,
  };
  const run = `mesh-test-${newId().slice(-12)}`;
  let made = 0;

  longTermStoreContract(async () => new QdrantLongTermStore({ ...options, prefix: `${run}-${(made += 1)}` }));

  afterAll(async () => {
    const connection = new QdrantConnection(options);
    const { collections } = await connection.call((client) => client.getCollections());
    for (const { name } of collections.filter((found) => found.name.startsWith(run)))
      await connection.call((client) => client.deleteCollection(name));
  });
});
