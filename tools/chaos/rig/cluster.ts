import type * as Kafka from '../../../scripts/lib/test-servers-kafka.mjs' with { 'resolution-mode': 'import' };
import type { DistributedMesh, DistributedOptions } from '../../distributed-mesh/distributed-mesh';

const NODES = 3;

/** Three brokers; a message counts when two of them have it. */
export const CLUSTER_OPTIONS: Pick<DistributedOptions, 'servers' | 'environment'> = {
  servers: { kafkaNodes: NODES },
  environment: { KAFKA_REPLICATION: String(NODES), KAFKA_MIN_INSYNC: String(NODES - 1) },
};

const isCluster = (kafka: Kafka.KafkaBrokers): kafka is Kafka.KafkaCluster => 'nodes' in kafka;

/** The brokers, each at the place of its id less one. @throws Error when the mesh was started with a single one */
export function nodesOf({ servers: { kafka } }: DistributedMesh): readonly Kafka.KafkaServer[] {
  if (!isCluster(kafka)) throw new Error('the mesh was started with a single broker');
  return kafka.nodes;
}
