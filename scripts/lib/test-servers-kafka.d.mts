/** A broker of its own: one node, loopback, its data gone after `remove`. */
export declare class KafkaServer {
  /** Makes a fresh broker from the folder with the jars of Kafka and starts it. */
  static create(jars: string): Promise<KafkaServer>;
  /** As KAFKA_BROKERS is written. */
  readonly brokers: string;
  /** Starts it, on the same port and data each time, and waits until it takes connections. */
  start(): Promise<void>;
  /** Ends it; the data stay. */
  stop(): Promise<void>;
  remove(): Promise<void>;
}
