import type { z } from 'zod';
import { type Lane, type MessageDraft, SERVICES, type ServiceName } from './message';

/** A kind of message: its wire name, where it travels and the schema of its data. */
export interface MessageDefinition<Schema extends z.ZodType = z.ZodType> {
  readonly type: string;
  readonly lane: Lane;
  readonly topic: string;
  /** Commands only: the one service that obeys it. */
  readonly receiver?: ServiceName | undefined;
  /** One sentence for the AsyncAPI document. */
  readonly summary: string;
  readonly schema: Schema;
  /** Makes a draft; the data is checked again when it is stored. */
  draft(
    subject: string,
    data: z.input<Schema>,
    extra?: { id?: string; sequence?: number },
  ): MessageDraft<z.output<Schema>>;
}

export type DataOf<Definition extends MessageDefinition> = z.output<Definition['schema']>;

export const FACTS_TOPIC = 'support.ticket.events.v1';
export const commandTopicOf = (service: ServiceName): string => `support.${service}.commands.v1`;
/** What services report about an erasure: apart from the commands, so that who reports cannot command the gateway. */
export const ERASURES_TOPIC = 'support.gateway.erasures.v1';
/** Every topic that services work from; dead letters are not among them. */
export const MESSAGE_TOPICS: readonly string[] = [FACTS_TOPIC, ...SERVICES.map(commandTopicOf), ERASURES_TOPIC];
export const deadLetterTopicOf = (service: ServiceName): string => `support.${service}.dead-letters.v1`;
export const consumerGroupOf = (service: ServiceName): string => `support.${service}`;
export const sourceOf = (service: ServiceName): string => `/support-mesh/${service}`;

function define<Schema extends z.ZodType>(rest: Omit<MessageDefinition<Schema>, 'draft'>): MessageDefinition<Schema> {
  return {
    ...rest,
    draft: (subject, data, extra = {}) => ({ type: rest.type, subject, data: rest.schema.parse(data), ...extra }),
  };
}

/** A fact: past tense, on the public topic, written by the supervisor alone. */
export const defineFact = <Schema extends z.ZodType>(
  name: string,
  summary: string,
  schema: Schema,
): MessageDefinition<Schema> =>
  define({ type: `support.ticket.${name}.v1`, lane: 'facts', topic: FACTS_TOPIC, summary, schema });

/** A command: imperative, for the one service that obeys it, on that service's topic of commands unless told otherwise. */
export const defineCommand = <Schema extends z.ZodType>(
  receiver: ServiceName,
  name: string,
  summary: string,
  schema: Schema,
  topic: string = commandTopicOf(receiver),
): MessageDefinition<Schema> =>
  define({
    type: `support.${receiver}.${name}.v1`,
    lane: 'commands',
    topic,
    receiver,
    summary,
    schema,
  });
