import { QdrantCounterpart } from '@mesh/testing';
import { longTermStoreContract } from '../../test/long-term-store.contract';
import { QdrantLongTermStore } from './qdrant-long-term-store';

describe('the long-term index on Qdrant, against its counterpart', () => {
  let qdrant: QdrantCounterpart;
  beforeEach(async () => (qdrant = await new QdrantCounterpart().start()));
  afterEach(() => qdrant.stop());

  longTermStoreContract(
    async () => new QdrantLongTermStore({ url: qdrant.url, timeoutMs: 3_000, prefix: 'mesh-test' }),
  );
});
