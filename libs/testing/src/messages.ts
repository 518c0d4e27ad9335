import { type Message, type MessageDraft, type ServiceName, sourceOf } from '@mesh/contracts';
import { newId } from '@mesh/kernel';

/** A draft with everything that a sending service would have filled in. */
export const messageFrom = (
  draft: MessageDraft,
  rest: Partial<Message> & { readonly sender?: ServiceName } = {},
): Message => {
  const { sender = 'supervisor', ...headers } = rest;
  return {
    ...draft,
    id: draft.id ?? newId(),
    source: sourceOf(sender),
    time: new Date().toISOString(),
    tenantId: 'default',
    correlationId: newId(),
    ...headers,
  };
};
