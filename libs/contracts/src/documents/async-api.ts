import {
  FACTS_TOPIC,
  MESSAGE_TOPICS,
  type MessageDefinition,
  commandTopicOf,
  consumerGroupOf,
  deadLetterTopicOf,
} from '../envelope/define';
import { SERVICES } from '../envelope/message';
import { MESSAGE_DEFINITIONS } from '../registry';
import { dataSchemaOf } from './json-schema';

const HEADERS = {
  type: 'object',
  required: [
    'ce_specversion',
    'ce_id',
    'ce_source',
    'ce_type',
    'ce_subject',
    'ce_time',
    'ce_tenantid',
    'ce_correlationid',
  ],
  properties: {
    ce_specversion: { const: '1.0' },
    ce_id: { type: 'string', format: 'uuid', description: 'Equal ids are the same message' },
    ce_source: { type: 'string' },
    ce_type: { type: 'string' },
    ce_subject: {
      type: 'string',
      description: 'Ticket id, and the Kafka key; document or customer id without a ticket',
    },
    ce_time: { type: 'string', format: 'date-time' },
    ce_dataschema: { type: 'string' },
    ce_tenantid: { type: 'string' },
    ce_correlationid: { type: 'string' },
    ce_causationid: { type: 'string', format: 'uuid' },
    ce_sequence: { type: 'integer', minimum: 1, description: 'Facts: position among the facts of the ticket, no gaps' },
    traceparent: { type: 'string' },
  },
};

const nameOf = (definition: MessageDefinition): string => definition.type.replaceAll('.', '_');
const channelOf = (topic: string): string => topic.replaceAll('.', '_');

/** The AsyncAPI 3 document of everything that travels over Kafka. */
export function buildAsyncApi(version: string): Record<string, unknown> {
  const topics = MESSAGE_TOPICS;
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Support mesh events',
      version,
      description:
        'CloudEvents 1.0 in Kafka binary mode. Facts are public and stable; commands are internal. Within a version only optional fields are added.',
    },
    defaultContentType: 'application/json',
    channels: Object.fromEntries(topics.map((topic) => [channelOf(topic), channel(topic)])),
    operations: Object.fromEntries(SERVICES.flatMap(operationsOf)),
    components: {
      messages: Object.fromEntries(MESSAGE_DEFINITIONS.map((definition) => [nameOf(definition), message(definition)])),
      schemas: { cloudEventHeaders: HEADERS },
    },
  };
}

const definitionsOn = (topic: string): MessageDefinition[] =>
  MESSAGE_DEFINITIONS.filter((definition) => definition.topic === topic);

const channel = (topic: string): unknown => ({
  address: topic,
  messages: Object.fromEntries(
    definitionsOn(topic).map((definition) => [
      nameOf(definition),
      { $ref: `#/components/messages/${nameOf(definition)}` },
    ]),
  ),
});

const message = (definition: MessageDefinition): unknown => ({
  name: definition.type,
  summary: definition.summary,
  contentType: 'application/json',
  headers: { $ref: '#/components/schemas/cloudEventHeaders' },
  payload: { schemaFormat: 'application/schema+json;version=draft-2020-12', schema: dataSchemaOf(definition) },
});

function operationsOf(service: (typeof SERVICES)[number]): [string, unknown][] {
  return [
    [
      `${service}_obeys`,
      {
        action: 'receive',
        channel: { $ref: `#/channels/${channelOf(commandTopicOf(service))}` },
        summary: `Consumer group ${consumerGroupOf(service)}; what cannot be handled goes to ${deadLetterTopicOf(service)}`,
      },
    ],
    ...(service === 'supervisor'
      ? ([['supervisor_states', { action: 'send', channel: { $ref: `#/channels/${channelOf(FACTS_TOPIC)}` } }]] as [
          string,
          unknown,
        ][])
      : []),
  ];
}
