import type { QdrantClient, Schemas } from '@qdrant/js-client-rest';
import { derivedId, newId } from '@mesh/kernel';
import { LOCAL_EMBEDDING_DIMENSIONS } from '@mesh/text';
import type { QdrantConnection } from './qdrant-connection';
import { isMissing, unavailableBecause } from './qdrant-fault';
import { requireTenant } from './qdrant-filter';
import { DENSE, SPARSE } from './qdrant-point';

/** How passages are analysed and embedded. Part of every name: another version has collections of its own. */
export const QDRANT_INDEX_VERSION = `stems1-hashed${LOCAL_EMBEDDING_DIMENSIONS}`;

const KEYWORDS = ['audience', 'document_id', 'kind', 'terms', 'build'] as const;
const NUMBERS = ['document_version', 'written_for', 'revision'] as const;

/**
 * The collections of one server. A tenant has one alias, and behind it the collection that answers: rebuilding is a
 * new collection and one move of the alias, and how rare a word is depends on nobody else's texts.
 */
export class QdrantCollections {
  constructor(
    private readonly connection: QdrantConnection,
    private readonly prefix: string,
  ) {}

  aliasOf(tenantId: string): string {
    requireTenant(tenantId);
    return `${this.prefix}-${QDRANT_INDEX_VERSION}-${derivedId('collection', tenantId)}`;
  }

  /** False when there is none. @throws RetryableError when it was made for other vectors */
  async exists(name: string): Promise<boolean> {
    const info = await this.ifThere((client) => client.getCollection(name));
    if (info && !fits(info.config.params)) throw unavailableBecause('wrong_vector_size');
    return info !== undefined;
  }

  /** Makes the first collection of a tenant; harmless when another replica is doing the same. */
  async createFirst(alias: string): Promise<void> {
    const name = `${alias}-first`;
    if (!(await this.exists(name))) await this.create(name);
    await this.index(name);
    await this.alias([{ create_alias: { alias_name: alias, collection_name: name } }]);
  }

  /** A new empty collection that no question reaches yet. */
  async createBeside(alias: string): Promise<string> {
    const name = `${alias}-${newId()}`;
    await this.create(name);
    await this.index(name);
    return name;
  }

  /** From here on the new collection answers; every other one of the alias is dropped. */
  async swap(alias: string, name: string): Promise<void> {
    await this.alias([
      ...((await this.behind(alias)) === undefined ? [] : [{ delete_alias: { alias_name: alias } }]),
      { create_alias: { alias_name: alias, collection_name: name } },
    ]);
    const { collections } = await this.connection.call((client) => client.getCollections());
    const old = collections.filter((found) => found.name.startsWith(`${alias}-`) && found.name !== name);
    for (const found of old) await this.drop(found.name);
  }

  async dropUnused(alias: string, name: string): Promise<void> {
    if ((await this.behind(alias)) !== name) await this.drop(name);
  }

  async list(): Promise<readonly string[]> {
    const { collections } = await this.connection.call((client) => client.getCollections());
    return collections.map(({ name }) => name).filter((name) => name.startsWith(`${this.prefix}-`));
  }

  private async behind(alias: string): Promise<string | undefined> {
    const { aliases } = await this.connection.call((client) => client.getAliases());
    return aliases.find(({ alias_name }) => alias_name === alias)?.collection_name;
  }

  private async drop(name: string): Promise<void> {
    await this.connection.call((client) => client.deleteCollection(name));
  }

  private async create(name: string): Promise<void> {
    try {
      await this.connection.call((client) => client.createCollection(name, SHAPE));
    } catch (error) {
      // Two replicas may make the same collection at the same time.
      if (!(await this.exists(name))) throw error;
    }
  }

  private async index(name: string): Promise<void> {
    const add = (field_name: string, field_schema: Schemas['PayloadFieldSchema']) =>
      this.connection.call((client) => client.createPayloadIndex(name, { wait: true, field_name, field_schema }));
    await add('tenant_id', { type: 'keyword', is_tenant: true });
    for (const field of KEYWORDS) await add(field, 'keyword');
    for (const field of NUMBERS) await add(field, 'integer');
  }

  private async alias(actions: Schemas['AliasOperations'][]): Promise<void> {
    await this.connection.call((client) => client.updateCollectionAliases({ actions }));
  }

  private async ifThere<T>(ask: (client: QdrantClient) => Promise<T>): Promise<T | undefined> {
    try {
      return await this.connection.call(ask);
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }
}

/** Small, because there is one per tenant: one segment, and little disk set aside for its log. */
const SHAPE = {
  vectors: { [DENSE]: { size: LOCAL_EMBEDDING_DIMENSIONS, distance: 'Cosine' as const } },
  sparse_vectors: { [SPARSE]: { modifier: 'idf' as const } },
  on_disk_payload: true,
  shard_number: 1,
  optimizers_config: { default_segment_number: 1 },
  wal_config: { wal_capacity_mb: 4 },
};

function fits({ vectors, sparse_vectors }: Schemas['CollectionParams']): boolean {
  const dense = (vectors as Record<string, { size?: unknown } | undefined> | undefined)?.[DENSE];
  return dense?.size === LOCAL_EMBEDDING_DIMENSIONS && sparse_vectors?.[SPARSE] !== undefined;
}
