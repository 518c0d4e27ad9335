import type { z } from 'zod';
import type { Lane, MessageDraft, ServiceName } from './message';

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

/** A command: imperative, on the topic of the one service that obeys it. */
export const defineCommand = <Schema extends z.ZodType>(
  receiver: ServiceName,
  name: string,
  summary: string,
  schema: Schema,
): MessageDefinition<Schema> =>
  define({
    type: `support.${receiver}.${name}.v1`,
    lane: 'commands',
    topic: commandTopicOf(receiver),
    receiver,
    summary,
    schema,
  });
