/** The folder with the jars of Kafka, fetched once by Maven. Rejects with an Error that says why they cannot be had. */
export declare function kafkaJars(say: (line: string) => void): Promise<string>;

/** A second listener of a broker, for clients that come through a proxy. */
export interface Detour {
  /** Where the broker listens. */
  readonly port: number;
  /** Where such clients are sent: the port of the proxy. */
  readonly advertisedPort: number;
}

/** Passwords by the name of the user. */
export type Users = Readonly<Record<string, string>>;

/** What a broker and a cluster of them have in common. */
export interface KafkaBrokers {
  /** Of the first one. */
  readonly pid: number | undefined;
  /** Whether all of them run. */
  readonly running: boolean;
  /** As KAFKA_BROKERS is written. */
  readonly brokers: string;
  /** Starts it, on the same port and data each time, and waits until it takes connections. */
  start(): Promise<void>;
  /** Ends it in an orderly way; the data stay. */
  stop(): Promise<void>;
  /** Ends it at once, as a crash does; the data stay. */
  kill(): Promise<void>;
}

/** A broker of its own: one node, loopback, its data gone after `remove`. */
export declare class KafkaServer implements KafkaBrokers {
  /** Makes a fresh broker from the folder with the jars of Kafka and starts it. */
  static create(jars: string, options?: { readonly users?: Users }): Promise<KafkaServer>;
  /** Starts the broker whose data lie in `folder`, at the address it had before; makes it when there is none. */
  static open(
    jars: string,
    folder: string,
    options?: { readonly detour?: Detour; readonly users?: Users },
  ): Promise<KafkaServer>;
  readonly pid: number | undefined;
  readonly running: boolean;
  readonly brokers: string;
  /** Where users come in (SASL PLAIN) and may do what they were granted; undefined without users. */
  readonly guardedBrokers: string | undefined;
  start(): Promise<void>;
  stop(): Promise<void>;
  kill(): Promise<void>;
  remove(): Promise<void>;
}

/** Several brokers that are controllers too; the id of a node is its place in the list, from 1. */
export declare class KafkaCluster implements KafkaBrokers {
  /** Starts the cluster whose data lie in `folder`, at the addresses it had before; makes it when there is none. */
  static open(jars: string, folder: string, size: number): Promise<KafkaCluster>;
  readonly nodes: readonly KafkaServer[];
  readonly pid: number | undefined;
  readonly running: boolean;
  readonly brokers: string;
  start(): Promise<void>;
  stop(): Promise<void>;
  kill(): Promise<void>;
}
