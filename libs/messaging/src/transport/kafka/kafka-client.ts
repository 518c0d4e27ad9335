import type { Logger } from '@mesh/observability';
import { type ISocketFactory, Kafka, type LogEntry, type SASLOptions, logLevel } from 'kafkajs';

/** Where the brokers are and how to talk to them. */
export interface KafkaAccess {
  readonly brokers: readonly string[];
  readonly tls: boolean;
  readonly sasl?: {
    readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
    readonly username: string;
    readonly password: string;
  };
  /** Longest wait for an answer; the default suits a real network. */
  readonly requestTimeoutMs?: number;
  /** Makes the connections; for tests that cut them. */
  readonly socketFactory?: ISocketFactory;
}

const CONNECTION_TIMEOUT_MS = 3_000;
const REQUEST_TIMEOUT_MS = 30_000;

/** Few and short: whoever uses the client tries again by itself, with a deadline of its own. */
export const CLIENT_RETRY = { retries: 4, initialRetryTime: 100, maxRetryTime: 1_000 } as const;

/** @param offsetLost told when the next message of a partition was gone and the client went on elsewhere */
export function kafkaClient(
  clientId: string,
  access: KafkaAccess,
  logger: Logger,
  offsetLost: (topic: string) => void = () => undefined,
): Kafka {
  return new Kafka({
    clientId,
    brokers: [...access.brokers],
    ssl: access.tls,
    ...(access.sasl ? { sasl: access.sasl as SASLOptions } : {}),
    ...(access.socketFactory ? { socketFactory: access.socketFactory } : {}),
    connectionTimeout: CONNECTION_TIMEOUT_MS,
    requestTimeout: access.requestTimeoutMs ?? REQUEST_TIMEOUT_MS,
    retry: CLIENT_RETRY,
    logLevel: logLevel.WARN,
    logCreator: () => (entry) => report(logger, offsetLost, entry),
  });
}

/** The client resets such an offset silently: what lay between is lost to this group unless somebody looks. */
const OFFSET_LOST = /offset out of range, resetting/i;

function report(logger: Logger, offsetLost: (topic: string) => void, { namespace, log }: LogEntry): void {
  const fields = { client: namespace, reason: log.message.slice(0, 300) };
  if (OFFSET_LOST.test(log.message)) {
    const { topic, partition } = log as { topic?: string; partition?: number };
    logger.error('offset_out_of_range', { ...fields, topic, partition });
    offsetLost(topic ?? 'unknown');
  } else logger.debug('kafka_client', fields);
}
