import { firstRow } from '@mesh/persistence';
import type { TenantSql } from '../tickets/tenant-sql';
import type { IdentifiedCustomer } from './customer-id';

export interface CustomerRow {
  readonly id: string;
  readonly email: string | null;
  readonly name: string | null;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly records: readonly unknown[];
  readonly created_at: Date;
  readonly updated_at: Date;
}

const COLUMNS = 'id, email, name, attributes, records, created_at, updated_at';
const FIND = `SELECT ${COLUMNS} FROM gateway.customers WHERE tenant_id = $1 AND id = $2`;
const ADD = `
  INSERT INTO gateway.customers (tenant_id, id, email, name) VALUES ($1, $2, $3, $4)
  ON CONFLICT (tenant_id, id) DO NOTHING RETURNING ${COLUMNS}`;
const FILL_IN = `
  UPDATE gateway.customers SET email = coalesce(email, $3), name = coalesce(name, $4), updated_at = now()
  WHERE tenant_id = $1 AND id = $2 AND ((email IS NULL AND $3::text IS NOT NULL) OR (name IS NULL AND $4::text IS NOT NULL))
  RETURNING ${COLUMNS}`;
const PUT = `
  INSERT INTO gateway.customers (tenant_id, id, email, name, attributes, records) VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (tenant_id, id) DO UPDATE SET email = coalesce(excluded.email, customers.email),
    name = coalesce(excluded.name, customers.name), attributes = excluded.attributes, records = excluded.records,
    updated_at = now()
  RETURNING ${COLUMNS}`;

export const findCustomer = ({ tenantId, sql }: TenantSql, id: string): Promise<CustomerRow | undefined> =>
  firstRow(sql, FIND, [tenantId, id]);

/** Makes sure that the customer is known; what is known already is completed, never overwritten. */
export async function ensureCustomer(at: TenantSql, customer: IdentifiedCustomer): Promise<CustomerRow> {
  const values = [at.tenantId, customer.id, customer.email ?? null, customer.name ?? null];
  const added = await firstRow<CustomerRow>(at.sql, ADD, values);
  if (added) return added;
  const known = await findCustomer(at, customer.id);
  if (!known) return ensureCustomer(at, customer);
  const isNew = (known.email === null && customer.email) || (known.name === null && customer.name);
  return (isNew ? await firstRow<CustomerRow>(at.sql, FILL_IN, values) : undefined) ?? known;
}

export interface CustomerContext {
  readonly email?: string | undefined;
  readonly name?: string | undefined;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly records: readonly unknown[];
}

/** Replaces the context of a customer, who may be new. */
export async function putCustomer(at: TenantSql, id: string, context: CustomerContext): Promise<CustomerRow> {
  const [row] = await at.sql.rows<CustomerRow>(PUT, [
    at.tenantId,
    id,
    context.email ?? null,
    context.name ?? null,
    JSON.stringify(context.attributes),
    JSON.stringify(context.records),
  ]);
  if (!row) throw new TypeError('an upsert returns its row');
  return row;
}
