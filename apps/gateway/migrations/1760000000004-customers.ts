import { protectTable } from '@mesh/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Customers, and the proof that one was erased. */
export class Customers1760000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(CUSTOMERS);
    await runner.query(ERASURES);
    await runner.query(ERASURE_REPORTS);
    await protectTable(runner, 'gateway.customers', { api: 'SELECT, INSERT, UPDATE, DELETE', worker: 'SELECT' });
    await protectTable(runner, 'gateway.erasures', { api: 'SELECT, INSERT', worker: 'SELECT, UPDATE' });
    await protectTable(runner, 'gateway.erasure_reports', { api: 'SELECT, INSERT', worker: 'SELECT, INSERT' });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE gateway.erasure_reports, gateway.erasures, gateway.customers');
  }
}

const CUSTOMERS = `
  CREATE TABLE gateway.customers (
    tenant_id text NOT NULL,
    id text NOT NULL,
    email text,
    name text,
    attributes jsonb NOT NULL DEFAULT '{}',
    records jsonb NOT NULL DEFAULT '[]',
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id)
  );
  CREATE INDEX customers_by_email ON gateway.customers (tenant_id, email)`;

const ERASURES = `
  CREATE TABLE gateway.erasures (
    tenant_id text NOT NULL,
    id uuid NOT NULL,
    customer_id text NOT NULL,
    requested_by jsonb NOT NULL,
    requested_at timestamptz NOT NULL DEFAULT now(),
    tickets integer NOT NULL,
    expected_reports integer NOT NULL,
    completed_at timestamptz,
    PRIMARY KEY (tenant_id, id)
  );
  CREATE INDEX erasures_by_customer ON gateway.erasures (tenant_id, customer_id, requested_at DESC)`;

const ERASURE_REPORTS = `
  CREATE TABLE gateway.erasure_reports (
    tenant_id text NOT NULL,
    erasure_id uuid NOT NULL,
    id uuid NOT NULL,
    service text NOT NULL,
    removed jsonb NOT NULL,
    expires jsonb NOT NULL,
    reported_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, erasure_id, id),
    FOREIGN KEY (tenant_id, erasure_id) REFERENCES gateway.erasures (tenant_id, id)
  )`;
