import { type ConfigSource, MeshConfig } from '@mesh/config';
import { reasonOf } from '@mesh/kernel';
import { KafkaConfig, accessOf, missingTopics, topicOptionsOf } from '@mesh/messaging';
import type { Logger } from '@mesh/observability';
import type { Dependency, Lack } from './dependency';

export interface KafkaNeeds {
  /** The topics of the mesh that are not there. Rejects when no broker answers. */
  readonly missing: () => Promise<readonly string[]>;
  /** From when on the service is started without brokers that are away. */
  readonly patienceMs: number;
  readonly now: () => number;
}

/** The topics of the mesh are there; undefined where the messages go another way. */
export function kafkaDependency(source: ConfigSource, logger: Logger, patienceMs: number): Dependency | undefined {
  const config = source.read(KafkaConfig);
  const brokers = config.KAFKA_BROKERS;
  if (source.read(MeshConfig).MESH_PROFILE !== 'distributed' || brokers === undefined) return undefined;
  const missing = () => missingTopics(accessOf(config, brokers), topicOptionsOf(config), logger);
  return new KafkaDependency({ missing, patienceMs, now: () => performance.now() });
}

/**
 * Brokers that are away keep a service from starting for a while only: it can take work in without them. Topics that are
 * missing keep it for as long as they are.
 */
export class KafkaDependency implements Dependency {
  readonly name = 'kafka';
  private readonly since: number;

  constructor(private readonly needs: KafkaNeeds) {
    this.since = needs.now();
  }

  async look(): Promise<Lack | undefined> {
    try {
      const missing = await this.needs.missing();
      if (missing.length === 0) return undefined;
      return { code: 'KAFKA_TOPICS_MISSING', reason: `not made yet: ${missing.join(', ')}` };
    } catch (error) {
      if (this.needs.now() - this.since > this.needs.patienceMs) return undefined;
      return { code: 'KAFKA_UNAVAILABLE', reason: reasonOf(error) };
    }
  }
}
