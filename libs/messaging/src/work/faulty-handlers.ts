import { setTimeout as pause } from 'node:timers/promises';
import type { MessageDefinition } from '@mesh/contracts';
import type { MessageHandler } from '../handling/handler';

type Handler = MessageHandler<MessageDefinition, unknown>;

/** Ways in which a handler may fail. What a handler throws need not be an Error. */
const FAULTS: Readonly<Record<string, () => unknown>> = {
  type_error: () => {
    throw new TypeError('chaos');
  },
  range_error: () => {
    throw new RangeError('chaos');
  },
  syntax_error: () => {
    throw new SyntaxError('chaos');
  },
  object: () => AbortSignal.abort({ chaos: true }).throwIfAborted(),
  text: () => AbortSignal.abort('chaos').throwIfAborted(),
  rejection: () => Promise.reject(new Error('chaos')),
  nothing: () => undefined,
  never: () => new Promise(() => undefined),
};

export const HANDLER_FAULTS = Object.keys(FAULTS);

/** A message with this before the name of a fault as its correlation id meets that fault. */
export const FAULT_PREFIX = 'chaos-fault:';

/** The same before a number of milliseconds: its work begins only after them. */
export const DELAY_PREFIX = 'chaos-delay:';

/** Tests only: a handler that fails or dawdles as the message asks for, and else does its work. */
export function withFaults(handler: Handler): Handler {
  return {
    prepare: async (message, context) => {
      const { correlationId } = message;
      if (correlationId.startsWith(DELAY_PREFIX)) {
        await pause(Number(correlationId.slice(DELAY_PREFIX.length)), undefined, { signal: context.signal });
      }
      const fault = correlationId.startsWith(FAULT_PREFIX)
        ? FAULTS[correlationId.slice(FAULT_PREFIX.length)]
        : undefined;
      return fault ? fault() : handler.prepare?.(message, context);
    },
    commit: (message, prepared, tx) => handler.commit(message, prepared, tx),
    ...(handler.commitTogether
      ? { commitTogether: (works) => handler.commitTogether?.(works) ?? Promise.resolve() }
      : {}),
  };
}
