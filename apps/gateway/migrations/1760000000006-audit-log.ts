import { protectTable } from '@mesh/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who did what: a chain of hashes per tenant that can only grow. */
export class AuditLog1760000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(AUDIT_LOG);
    await runner.query(REFUSE_CHANGE);
    await runner.query(TRIGGERS);
    await protectTable(runner, 'gateway.audit_log', { api: 'SELECT, INSERT' });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE gateway.audit_log');
    await runner.query('DROP FUNCTION gateway.refuse_change()');
  }
}

const AUDIT_LOG = `
  CREATE TABLE gateway.audit_log (
    tenant_id text NOT NULL,
    sequence integer NOT NULL CHECK (sequence > 0),
    at timestamptz NOT NULL,
    actor jsonb NOT NULL,
    action text NOT NULL,
    subject text NOT NULL,
    details jsonb NOT NULL,
    correlation_id text NOT NULL,
    prev_hash text NOT NULL,
    hash text NOT NULL,
    PRIMARY KEY (tenant_id, sequence)
  )`;

const REFUSE_CHANGE = `
  CREATE FUNCTION gateway.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'the audit log can only grow' USING ERRCODE = 'insufficient_privilege';
  END $$`;

/** For every role, the owner included. */
const TRIGGERS = `
  CREATE TRIGGER audit_log_rows BEFORE UPDATE OR DELETE ON gateway.audit_log
    FOR EACH ROW EXECUTE FUNCTION gateway.refuse_change();
  CREATE TRIGGER audit_log_table BEFORE TRUNCATE ON gateway.audit_log
    FOR EACH STATEMENT EXECUTE FUNCTION gateway.refuse_change()`;
