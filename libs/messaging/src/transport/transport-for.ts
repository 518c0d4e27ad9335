import { createRequire } from 'node:module';
import type { ConfigOf, MeshConfig } from '@mesh/config';
import type { ServiceName } from '@mesh/contracts';
import type { Logger, Metrics } from '@mesh/observability';
import type { WorkerDatabase } from '@mesh/persistence';
import type { CrashPoints } from '../crash-points';
import type { Walls } from '../test-switches';
import { EmbeddedTransport } from './embedded-transport';
import { kafkaOptionsOf } from './kafka/kafka-options';
import type { KafkaConfig } from './kafka/kafka.config';
import type { Transport } from './transport';

const load = createRequire(__filename);

export interface TransportParts {
  readonly service: ServiceName;
  readonly database: WorkerDatabase;
  readonly crash: CrashPoints;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly walls: Walls;
}

/** Kafka in the distributed profile when brokers are named, else none. Its client is loaded only then. */
export function transportFor(
  parts: TransportParts,
  mesh: ConfigOf<typeof MeshConfig>,
  kafka: ConfigOf<typeof KafkaConfig>,
): Transport {
  const brokers = kafka.KAFKA_BROKERS;
  if (mesh.MESH_PROFILE !== 'distributed' || brokers === undefined) {
    return new EmbeddedTransport(parts.service, parts.database, parts);
  }
  const { KafkaTransport } = load('./kafka/kafka-transport') as typeof import('./kafka/kafka-transport');
  return new KafkaTransport({ ...parts, fatal: endProcess }, kafkaOptionsOf(kafka, brokers));
}

/** Nobody catches it: the process ends with what is logged about uncaught faults, and is started afresh. */
function endProcess(error: Error): void {
  setImmediate(() => {
    throw error;
  });
}
