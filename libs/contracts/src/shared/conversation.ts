import { z } from 'zod';
import { SomeChannel, SomePriority } from '../words/tolerant';
import { CustomerId, Id, Instant } from '../words/words';

export const ConversationMessage = z.object({
  messageId: Id,
  author: z.enum(['customer', 'mesh', 'person']),
  body: z.string(),
  at: Instant,
});
export type ConversationMessage = z.output<typeof ConversationMessage>;

/** The thread of a ticket as an agent sees it: at most 32 KB, oldest messages dropped first, the newest kept whole. */
export const Conversation = z.object({
  subject: z.string().optional(),
  channel: SomeChannel,
  customer: z.object({
    id: CustomerId,
    name: z.string().optional(),
    tier: z.string().optional(),
  }),
  locale: z.string().optional(),
  /** The priority that the submitter asked for. */
  priority: SomePriority.optional(),
  messages: z.array(ConversationMessage).min(1),
  /** Messages that had to be left out to keep the size. */
  omitted: z.number().int().nonnegative().default(0),
  /** What was said lately in other tickets of the customer on this channel: a hint that may be missing, at most 4 KB. */
  earlier: z.array(ConversationMessage).max(10).optional(),
});
export type Conversation = z.output<typeof Conversation>;
