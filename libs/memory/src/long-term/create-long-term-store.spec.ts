import { ConfigError, ConfigSource } from '@mesh/config';
import { createLongTermStore } from './create-long-term-store';
import { MemoryLongTermStore } from './memory-long-term-store';
import { QdrantLongTermStore } from './qdrant-long-term-store';
import { QdrantConfig } from './qdrant.config';

describe('where long-term memory is indexed', () => {
  const read = (environment: Record<string, string>) => new ConfigSource(environment).read(QdrantConfig);

  it('in the process, unless the address of Qdrant is known', () => {
    expect(createLongTermStore(read({}))).toBeInstanceOf(MemoryLongTermStore);
    expect(createLongTermStore(read({ QDRANT_URL: '' }))).toBeInstanceOf(MemoryLongTermStore);
    expect(createLongTermStore(read({ QDRANT_URL: 'http://127.0.0.1:6333' }))).toBeInstanceOf(QdrantLongTermStore);
  });

  it('gives a request three seconds unless told otherwise', () => {
    expect(read({})).toMatchObject({ QDRANT_TIMEOUT_MS: 3_000, QDRANT_COLLECTION_PREFIX: 'mesh' });
  });

  it.each([
    ['QDRANT_URL', 'qdrant:6333'],
    ['QDRANT_URL', 'ftp://qdrant'],
    ['QDRANT_TIMEOUT_MS', '3s'],
    ['QDRANT_COLLECTION_PREFIX', 'A mesh'],
  ])('refuses %s=%s and names the variable, not the value', (name, value) => {
    const fault = faultOf(() => read({ [name]: value }));
    expect(fault).toBeInstanceOf(ConfigError);
    expect(String(fault)).toContain(name);
    expect(String(fault)).not.toContain(value);
  });
});

function faultOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}
