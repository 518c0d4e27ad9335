import type { MessageDefinition } from '@mesh/contracts';
import type { MessageHandler } from '../handling/handler';

/** Which handler obeys which message. */
export class HandlerRegistry {
  private readonly handlers = new Map<string, MessageHandler<MessageDefinition, unknown>>();

  /** @throws Error when two handlers claim the same message */
  add(definitions: readonly MessageDefinition[], handler: MessageHandler<MessageDefinition, unknown>): void {
    for (const definition of definitions) {
      if (this.handlers.has(definition.type)) throw new Error(`two handlers for ${definition.type}`);
      this.handlers.set(definition.type, handler);
    }
  }

  has(definition: MessageDefinition): boolean {
    return this.handlers.has(definition.type);
  }

  of(type: string): MessageHandler<MessageDefinition, unknown> | undefined {
    return this.handlers.get(type);
  }
}
