import { type Message, type MessageDraft, type ServiceName, definitionOf, sourceOf } from '@mesh/contracts';
import { TerminalError, derivedId } from '@mesh/kernel';
import type { Sql } from '@mesh/persistence';
import type { TimerOptions, WorkTransaction } from '../handling/work-transaction';

/** What the messages of a transaction descend from. */
export interface Cause {
  /** Id of the message or request; ids of what is sent are derived from it. */
  readonly id: string;
  /** What the ids are derived from instead, where one cause may take effect more than once. */
  readonly seed?: string | undefined;
  readonly tenantId: string;
  readonly correlationId: string;
  readonly traceparent?: string | undefined;
}

export interface Timer {
  readonly message: Message;
  readonly afterMs: number;
}

/** Collects what one piece of work sends; the rows are written at the end of its transaction. */
export class PendingEffects implements WorkTransaction {
  readonly messages: Message[] = [];
  readonly timers: Timer[] = [];
  readonly cancelled: { tenantId: string; id: string }[] = [];
  readonly hooks: (() => void)[] = [];

  constructor(
    readonly sql: Sql,
    private readonly service: ServiceName,
    private readonly cause: Cause,
    private readonly causedByMessage: boolean,
  ) {}

  get tenantId(): string {
    return this.cause.tenantId;
  }

  send(draft: MessageDraft): string {
    const message = this.complete(
      draft,
      derivedId('message', this.cause.seed ?? this.cause.id, draft.type, this.messages.length),
    );
    this.messages.push(message);
    return message.id;
  }

  setTimer(draft: MessageDraft, options: TimerOptions): void {
    this.timers.push({ message: this.complete({ ...draft, id: options.id }, options.id), afterMs: options.afterMs });
  }

  cancelTimer(id: string): void {
    this.cancelled.push({ tenantId: this.tenantId, id });
  }

  afterCommit(hook: () => void): void {
    this.hooks.push(hook);
  }

  private complete(draft: MessageDraft, id: string): Message {
    if (!definitionOf(draft.type)) {
      throw new TerminalError('MESSAGE_TYPE_UNKNOWN', 'a message of an unknown type was drafted', { type: draft.type });
    }
    return {
      ...draft,
      id: draft.id ?? id,
      source: sourceOf(this.service),
      time: new Date().toISOString(),
      tenantId: this.cause.tenantId,
      correlationId: this.cause.correlationId,
      ...(this.causedByMessage ? { causationId: this.cause.id } : {}),
      traceparent: this.cause.traceparent,
    };
  }
}
