import { faultsOf } from '@mesh/bootstrap';
import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../identity';
import { type AcceptedTicket, CreateTicket } from './create-ticket';
import { CreateTicketSchema, type NewTicket } from './ticket.requests';

/** What became of one ticket of a batch, in the order of the request. */
export type BatchItem =
  | { readonly index: number; readonly status: 202; readonly ticket: AcceptedTicket }
  | {
      readonly index: number;
      readonly status: 400;
      readonly code: string;
      readonly errors: ReturnType<typeof faultsOf>;
    };

/** Accepts the valid ones together and says of each other one what is wrong with it. */
@Injectable()
export class CreateBatch {
  constructor(@Inject(CreateTicket) private readonly createTicket: CreateTicket) {}

  async execute(principal: Principal, tickets: readonly unknown[], key?: string): Promise<BatchItem[]> {
    const results: (BatchItem | undefined)[] = [];
    const valid: { readonly index: number; readonly ticket: NewTicket }[] = [];
    tickets.forEach((item, index) => {
      const parsed = CreateTicketSchema.safeParse(item);
      if (parsed.success) valid.push({ index, ticket: parsed.data });
      else results[index] = { index, status: 400, code: 'VALIDATION_FAILED', errors: faultsOf(parsed.error) };
    });
    const accepted = await this.accept(principal, valid, key);
    valid.forEach(({ index }, place) => {
      const ticket = accepted[place];
      if (ticket) results[index] = { index, status: 202, ticket };
    });
    return results.flatMap((result) => result ?? []);
  }

  private async accept(principal: Principal, valid: readonly { readonly ticket: NewTicket }[], key?: string) {
    const tickets = valid.map(({ ticket }) => ticket);
    return tickets.length === 0 ? [] : this.createTicket.executeAll(principal, tickets, key);
  }
}
