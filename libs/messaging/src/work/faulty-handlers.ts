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

/** Tests only: a handler that fails in the way that the message asks for, and else does its work. */
export function withFaults(handler: Handler): Handler {
  return {
    prepare: (message, context) => {
      const { correlationId } = message;
      const fault = correlationId.startsWith(FAULT_PREFIX)
        ? FAULTS[correlationId.slice(FAULT_PREFIX.length)]
        : undefined;
      if (fault) return fault() as Promise<unknown>;
      return handler.prepare?.(message, context) ?? Promise.resolve(undefined);
    },
    commit: (message, prepared, tx) => handler.commit(message, prepared, tx),
  };
}
