import type { Conversation, Evidence } from '@mesh/contracts';

export interface RecordsQuestion {
  readonly tenantId: string;
  readonly conversation: Conversation;
  /** The only tools to use, as `server/tool`; absent: all that are allowed. */
  readonly tools?: readonly string[] | undefined;
}

/**
 * What other systems know about the customer of a ticket, as evidence of the source `customer_record`: at most three
 * pieces, best first. Never more than an addition: a system that is away, slow or suspicious gives nothing.
 */
export abstract class CustomerRecords {
  abstract of(question: RecordsQuestion, signal: AbortSignal): Promise<readonly Evidence[]>;
}

/** Where no tool is in use, which is how the mesh ships. */
export class NoCustomerRecords extends CustomerRecords {
  of(): Promise<readonly Evidence[]> {
    return Promise.resolve([]);
  }
}
