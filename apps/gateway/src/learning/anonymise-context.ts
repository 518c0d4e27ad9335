/** What is known of the people of a ticket. */
export interface KnownPeople {
  readonly names: readonly string[];
  /** Addresses, ids, values of records: whatever would lead to the customer. */
  readonly identifiers: readonly string[];
}

export interface AnonymiseContext {
  readonly people: KnownPeople;
  /** Texts of documents that the reply cites: what stands there is public and tells nothing of a customer. */
  readonly published: string;
  readonly language: string;
}
