/** Where a ticket rests until somebody acts. */
export const RESTING = ['awaiting_approval', 'resolved', 'closed', 'with_person'] as const;

export interface NewTicket {
  readonly subject?: string;
  readonly body: string;
  readonly customer: { readonly id?: string; readonly email?: string; readonly name?: string };
  readonly channel?: string;
  readonly priority?: string;
  readonly locale?: string;
  readonly externalId?: string;
  readonly metadata?: Readonly<Record<string, string>>;
}

export interface AcceptedTicket {
  readonly id: string;
  readonly status: string;
  readonly createdAt: string;
}

export interface Citation {
  readonly documentId: string;
  readonly documentVersion: number;
  readonly title: string;
  readonly quote: string;
}

export interface Answer {
  readonly body: string;
  readonly citations: readonly Citation[];
}

export interface Ticket {
  readonly id: string;
  readonly status: string;
  readonly version: number;
  readonly turn: number;
  readonly externalId?: string;
  readonly triage?: { readonly category: string; readonly flags: readonly string[] };
  readonly reply?: Answer;
  readonly draft?: Answer;
  readonly approval?: { readonly id: string; readonly reason: string };
  readonly handover?: { readonly reason: string; readonly queue?: string };
  readonly messages: readonly { readonly id: string; readonly author: string; readonly body: string }[];
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface TimelineEntry {
  readonly sequence: number;
  /** Name of the fact, such as `triaged`. */
  readonly type: string;
  readonly at: string;
  readonly turn: number;
  readonly actor: { readonly kind: string; readonly id: string };
  readonly reason?: string;
  readonly durationMs?: number;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface NewDocument {
  readonly id?: string;
  readonly title: string;
  readonly body: string;
  readonly url?: string;
  readonly audience?: 'public' | 'internal';
}

export interface KnowledgeDocument {
  readonly id: string;
  readonly version: number;
  readonly status: string;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor?: string | null;
}
