/** The folder with the jars of Kafka, fetched once by Maven. Rejects with an Error that says why they cannot be had. */
export declare function kafkaJars(say: (line: string) => void): Promise<string>;

/** A second listener of a broker, for clients that come through a proxy. */
export interface Detour {
  /** Where the broker listens. */
  readonly port: number;
  /** Where such clients are sent: the port of the proxy. */
  readonly advertisedPort: number;
}

/** A broker of its own: one node, loopback, its data gone after `remove`. */
export declare class KafkaServer {
  /** Makes a fresh broker from the folder with the jars of Kafka and starts it. */
  static create(jars: string): Promise<KafkaServer>;
  /** Starts the broker whose data lie in `folder`, at the address it had before; makes it when there is none. */
  static open(jars: string, folder: string, options?: { readonly detour?: Detour }): Promise<KafkaServer>;
  readonly pid: number | undefined;
  /** As KAFKA_BROKERS is written. */
  readonly brokers: string;
  /** Starts it, on the same port and data each time, and waits until it takes connections. */
  start(): Promise<void>;
  /** Ends it in an orderly way; the data stay. */
  stop(): Promise<void>;
  /** Ends it at once, as a crash does; the data stay. */
  kill(): Promise<void>;
  remove(): Promise<void>;
}
