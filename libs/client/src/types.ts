import type { components, paths } from './generated/api';

/** The shapes of the API by their names in the OpenAPI document. */
export type Schemas = components['schemas'];

export type NewTicket = Schemas['CreateTicketBody'];
export type AcceptedTicket = Schemas['AcceptedTicketView'];
export type Ticket = Schemas['TicketViewDto'];
export type TimelineEntry = Schemas['TimelineView']['items'][number];
export type TicketPage = Schemas['TicketList'];
export type TicketQuery = NonNullable<paths['/v1/tickets']['get']['parameters']['query']>;
export type NewDocument = Schemas['NewDocument'];
export type DocumentContent = Schemas['DocumentContent'];
export type DocumentState = Schemas['DocumentStateView'];
export type KnowledgeDocument = Schemas['DocumentView'];

/** Where a ticket rests until somebody acts. */
export const RESTING = [
  'awaiting_approval',
  'resolved',
  'closed',
  'with_person',
] as const satisfies readonly Ticket['status'][];
