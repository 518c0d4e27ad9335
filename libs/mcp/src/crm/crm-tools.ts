import { CustomerId, Id } from '@mesh/contracts';
import { z } from 'zod';
import { type ServedTool, servedTool } from '../served/served-tool';
import type { CustomerFile, CustomerRecord, CustomerSource, CustomerTicket } from './customer-source.port';

const customerId = CustomerId.describe('Id of the customer');
const NOTE_CHARACTERS = 8000;

/** The tools of the CRM server. Each names the customer, so that whoever calls it can bind the customer of a ticket. */
export const crmTools = (customers: CustomerSource): readonly ServedTool[] => [
  servedTool({
    name: 'get_customer',
    title: 'Get customer',
    description: 'Reads what is known about a customer: attributes, and records such as orders.',
    input: z.strictObject({ customerId }),
    writes: false,
    answer: async (asked) => {
      const customer = await customers.customer(asked.customerId);
      return { texts: [customerText(customer), ...customer.records.map(recordText)], data: { customer } };
    },
  }),
  servedTool({
    name: 'list_tickets',
    title: 'List tickets',
    description: 'Lists the tickets of a customer, newest first.',
    input: z.strictObject({ customerId, limit: z.int().min(1).max(50).default(10).describe('How many at most') }),
    writes: false,
    answer: async (asked) => {
      const items = await customers.tickets(asked.customerId, asked.limit);
      return { texts: items.map(ticketText), data: { items } };
    },
  }),
  servedTool({
    name: 'get_record',
    title: 'Get record',
    description: 'Reads one record of a customer, such as an order.',
    input: z.strictObject({ customerId, recordId: z.string().min(1).max(120).describe('Id of the record') }),
    writes: false,
    answer: async (asked) => {
      const record = await customers.record(asked.customerId, asked.recordId);
      return { texts: [recordText(record)], data: { record } };
    },
  }),
  servedTool({
    name: 'add_note',
    title: 'Add note',
    description:
      'Writes a note for colleagues into a ticket of the customer. Neither the customer nor an agent sees it.',
    input: z.strictObject({
      customerId,
      ticketId: Id.describe('A ticket of this customer'),
      text: z.string().trim().min(1).max(NOTE_CHARACTERS),
    }),
    writes: true,
    answer: async (asked) => {
      const note = await customers.addNote(asked.customerId, asked.ticketId, asked.text);
      return { texts: ['The note was written.'], data: { ...note } };
    },
  }),
];

const customerText = ({ customerId: id, name, attributes }: CustomerFile): string =>
  [`Customer ${name ?? id}`, ...fieldsOf(attributes)].join('\n');

const recordText = ({ id, type, title, at, data }: CustomerRecord): string =>
  [
    `${type} ${id}${title === undefined ? '' : `: ${title}`}`,
    ...(at === undefined ? [] : [`date: ${at}`]),
    ...fieldsOf(data),
  ].join('\n');

const ticketText = ({ ticketId, status, subject, createdAt }: CustomerTicket): string =>
  `Ticket ${ticketId} of ${createdAt}: ${status}${subject === undefined ? '' : `, ${subject}`}`;

const fieldsOf = (values: Readonly<Record<string, unknown>>): string[] =>
  Object.entries(values).map(([name, value]) => `${name}: ${String(value)}`);
