/** One thing that is known about a customer, such as an order. */
export interface CustomerRecord {
  readonly id: string;
  readonly type: string;
  readonly title?: string | undefined;
  readonly at?: string | undefined;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface CustomerFile {
  readonly customerId: string;
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly records: readonly CustomerRecord[];
}

export interface CustomerTicket {
  readonly ticketId: string;
  readonly status: string;
  readonly subject?: string | undefined;
  readonly category?: string | undefined;
  readonly createdAt: string;
}

/** The customers of one tenant. A customer who is not there and one of another tenant look the same. */
export abstract class CustomerSource {
  /** @throws TerminalError `CUSTOMER_NOT_FOUND` */
  abstract customer(customerId: string): Promise<CustomerFile>;
  /** Newest first. */
  abstract tickets(customerId: string, limit: number): Promise<readonly CustomerTicket[]>;
  /** @throws TerminalError `CUSTOMER_NOT_FOUND`, `RECORD_NOT_FOUND` */
  abstract record(customerId: string, recordId: string): Promise<CustomerRecord>;
  /** For colleagues only. @throws TerminalError `TICKET_NOT_FOUND`, also for a ticket of another customer */
  abstract addNote(customerId: string, ticketId: string, text: string): Promise<{ readonly noteId: string }>;
}
