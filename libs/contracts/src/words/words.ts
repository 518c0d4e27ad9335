import { z } from 'zod';

export const TICKET_STATUSES = [
  'received',
  'triaging',
  'researching',
  'drafting',
  'reviewing',
  'awaiting_approval',
  'sending',
  'resolved',
  'closed',
  'with_person',
] as const;
/** Where a ticket stands, as seen from outside. */
export const TicketStatus = z.enum(TICKET_STATUSES);
export type TicketStatus = z.output<typeof TicketStatus>;

/** States in which the mesh has nothing more to do until somebody acts. */
export const RESTING_STATUSES: ReadonlySet<TicketStatus> = new Set<TicketStatus>([
  'awaiting_approval',
  'resolved',
  'closed',
  'with_person',
]);

export const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const;
export const Priority = z.enum(PRIORITIES);
export type Priority = z.output<typeof Priority>;

export const Sentiment = z.enum(['negative', 'neutral', 'positive']);
export type Sentiment = z.output<typeof Sentiment>;

export const CHANNELS = ['api', 'email', 'chat', 'web_form', 'forum', 'sms', 'phone', 'social'] as const;
export const Channel = z.enum(CHANNELS);
export type Channel = z.output<typeof Channel>;

/** What a category may do by itself: nothing, suggest to a person, or send. */
export const Autonomy = z.enum(['off', 'suggest', 'auto']);
export type Autonomy = z.output<typeof Autonomy>;

export const SHIPPED_CATEGORIES = [
  'how_to',
  'problem',
  'billing',
  'refund',
  'account_change',
  'cancellation',
  'complaint',
  'spam',
  'other',
] as const;
export const UNKNOWN_CATEGORY = 'unknown';

/** A category of the tenant's list, or `unknown`. */
export const CategoryName = z.string().regex(/^[a-z][a-z0-9_]{0,47}$/);

export const TRIAGE_FLAGS = [
  'asks_for_person',
  'abuse',
  'injection_suspected',
  'spam',
  'unclear',
  'security_sensitive',
  'legal_threat',
  'personal_data',
] as const;
export const TriageFlag = z.enum(TRIAGE_FLAGS);
export type TriageFlag = z.output<typeof TriageFlag>;

/** A closed-list code; facts carry codes and numbers, never a customer's words. */
export const ReasonCode = z.string().regex(/^[a-z][a-z0-9_]{1,59}$/);

/** One reason for something that was decided, with the number behind it where there is one. */
export const Reason = z.object({ code: ReasonCode, value: z.number().optional() });
export type Reason = z.output<typeof Reason>;

/** Stable error code, in capitals. */
export const ErrorCode = z.string().regex(/^[A-Z][A-Z0-9_]{1,59}$/);

export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
export const Instant = z.iso.datetime({ offset: true });
export const Id = z.uuid();
export const TenantId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/);
/** Chosen by the integrator, so not a UUID. */
export const DocumentId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,199}$/);
export const CustomerId = z.string().min(1).max(200);
export const Audience = z.enum(['public', 'internal']);
