import { type Message, definitionOf } from '@mesh/contracts';
import type { IHeaders, KafkaMessage } from 'kafkajs';
import type { RawMessage } from '../../inbox/raw-message';
import type { StoredOrigin } from '../../inbox/stored-origin';

/** A record as it is handed to the client. */
export interface OutgoingRecord {
  readonly key: string;
  readonly value: string;
  readonly headers: Record<string, string>;
}

/** A message in CloudEvents binary mode: attributes in the headers, its data as the JSON value, its subject as the key. */
export function encodeMessage(message: Message): OutgoingRecord {
  const headers: Record<string, string | undefined> = {
    'content-type': 'application/json',
    ce_specversion: '1.0',
    ce_id: message.id,
    ce_source: message.source,
    ce_type: message.type,
    ce_subject: message.subject,
    ce_time: message.time,
    ce_dataschema: `urn:support-mesh:schema:${message.type}`,
    ce_tenantid: message.tenantId,
    ce_correlationid: message.correlationId,
    ce_causationid: message.causationId,
    ce_sequence: message.sequence?.toString(),
    traceparent: message.traceparent,
  };
  return { key: message.subject, value: JSON.stringify(message.data ?? null), headers: present(headers) };
}

/** The headers that a dead letter has besides those of the original, so that it can be judged without its text. */
export function deadLetterHeaders(message: Message): Record<string, string> {
  const { reason, attempts, service, origin } = (message.data ?? {}) as Partial<DeadLetterHeaderFacts>;
  return present({
    ...origin?.headers,
    dlq_reason: reason,
    dlq_attempts: attempts?.toString(),
    dlq_service: service,
    dlq_topic: origin?.topic ?? definitionOf(message.type)?.topic,
    dlq_partition: origin?.partition.toString(),
    dlq_offset: origin?.offset,
    dlq_key: origin?.key,
  });
}

interface DeadLetterHeaderFacts {
  readonly reason: string;
  readonly attempts: number;
  readonly service: string;
  readonly origin: StoredOrigin | null;
}

/** A record of a broker as the inbox reads it. */
export const decodeRecord = (
  topic: string,
  partition: number,
  { headers = {}, key, value, offset }: Pick<KafkaMessage, 'headers' | 'value' | 'offset'> & { key?: Buffer | null },
): RawMessage => ({ headers: textsOf(headers), key: key?.toString(), value, origin: { topic, partition, offset } });

const textsOf = (headers: IHeaders): RawMessage['headers'] =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, textOf(value)]));

/** A header that comes twice keeps both values, so that it is no valid id, tenant or time. */
const textOf = (value: IHeaders[string]): string | undefined =>
  Array.isArray(value) ? value.map(String).join(', ') : value?.toString();

const present = (headers: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined));
