import { Inject, Injectable } from '@nestjs/common';
import { TerminalError } from '@mesh/kernel';
import { type CustomerFile, type CustomerRecord, CustomerSource, type CustomerTicket } from '@mesh/mcp';
import { ApiDatabase } from '@mesh/persistence';
import { CustomerRecordSchema } from '../customers/customer.view';
import { findCustomer } from '../customers/customer-store';
import type { Principal } from '../identity';
import { WriteNote } from '../person-actions/write-note';
import { listTickets } from '../tickets/list-tickets';
import type { TenantSql } from '../tickets/tenant-sql';
import { findTicket } from '../tickets/ticket-row';

/** The customers of the caller's tenant. */
@Injectable()
export class CustomerSources {
  constructor(
    @Inject(ApiDatabase) private readonly database: ApiDatabase,
    @Inject(WriteNote) private readonly writeNote: WriteNote,
  ) {}

  of(principal: Principal): CustomerSource {
    return new TenantCustomers(principal, this.database, this.writeNote);
  }
}

class TenantCustomers extends CustomerSource {
  constructor(
    private readonly principal: Principal,
    private readonly database: ApiDatabase,
    private readonly writeNote: WriteNote,
  ) {
    super();
  }

  async customer(customerId: string): Promise<CustomerFile> {
    const row = await this.read((at) => findCustomer(at, customerId));
    if (!row) throw new TerminalError('CUSTOMER_NOT_FOUND', 'there is no such customer');
    const { name, email, attributes } = row;
    const known = { ...(name === null ? {} : { name }), ...(email === null ? {} : { email }) };
    const records = row.records.map((record) => CustomerRecordSchema.parse(record));
    return { customerId: row.id, ...known, attributes, records };
  }

  async tickets(customerId: string, limit: number): Promise<readonly CustomerTicket[]> {
    const { rows } = await this.read((at) => listTickets(at, { customer: customerId, limit }));
    return rows.map((row) => ({
      ticketId: row.id,
      status: row.status,
      ...(row.subject === null ? {} : { subject: row.subject }),
      ...(row.category === null ? {} : { category: row.category }),
      createdAt: row.created_at.toISOString(),
    }));
  }

  async record(customerId: string, recordId: string): Promise<CustomerRecord> {
    const { records } = await this.customer(customerId);
    const record = records.find(({ id }) => id === recordId);
    if (!record) throw new TerminalError('RECORD_NOT_FOUND', 'this customer has no such record');
    return record;
  }

  async addNote(customerId: string, ticketId: string, text: string): Promise<{ noteId: string }> {
    const ticket = await this.read((at) => findTicket(at, ticketId));
    if (ticket?.customer_id !== customerId) throw new TerminalError('TICKET_NOT_FOUND', 'there is no such ticket');
    return { noteId: (await this.writeNote.execute(this.principal, ticketId, text)).id };
  }

  private read<T>(work: (at: TenantSql) => Promise<T>): Promise<T> {
    const { tenantId } = this.principal;
    return this.database.inTenant(tenantId, (sql) => work({ tenantId, sql }));
  }
}
