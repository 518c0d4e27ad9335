/** Which of the two rivers of a service a message belongs to; order is kept per key within a lane. */
export type Lane = 'commands' | 'facts';

/** The seven services, each with one consumer group, one Postgres schema and one command topic. */
export const SERVICES = ['gateway', 'supervisor', 'triage', 'research', 'solution', 'quality', 'escalation'] as const;
export type ServiceName = (typeof SERVICES)[number];

/** CloudEvents 1.0 attributes of a message, as they stand in the Kafka headers (`ce_` + name). */
export interface MessageHeaders {
  /** `ce_id`: the identity of the message; the receiver's inbox refuses a second one. */
  readonly id: string;
  /** `ce_source`: the service that sent it, as `/support-mesh/<service>`. */
  readonly source: string;
  /** `ce_type`: the wire name, for example `support.triage.classify_ticket.v1`. */
  readonly type: string;
  /** `ce_subject` and Kafka key: the ticket id; the document or customer id where there is no ticket. */
  readonly subject: string;
  /** `ce_time`: when it was drafted, ISO 8601 in UTC. */
  readonly time: string;
  readonly tenantId: string;
  /** Same for everything that one request from outside has caused. */
  readonly correlationId: string;
  /** Id of the message whose handling caused this one. */
  readonly causationId?: string | undefined;
  /** Facts only: position among the facts of the ticket, from 1, without gaps. */
  readonly sequence?: number | undefined;
  /** W3C trace context of the sender. */
  readonly traceparent?: string | undefined;
}

/** A message as it is stored and sent: headers and validated data. */
export interface Message<Data = unknown> extends MessageHeaders {
  readonly data: Data;
}

/** What a decision produces: everything about a message except what the sending service fills in. */
export interface MessageDraft<Data = unknown> {
  readonly type: string;
  readonly subject: string;
  readonly data: Data;
  /** Facts only. */
  readonly sequence?: number | undefined;
  /** Set where the identity is derived from the business (facts, approvals); otherwise derived from the cause. */
  readonly id?: string | undefined;
}
