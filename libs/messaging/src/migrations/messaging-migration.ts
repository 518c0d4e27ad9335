import { type MigrationClass, createSchema, protectPipelineTable } from '@mesh/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The first migration of every service: its schema with inbox, outbox, positions of facts and quarantine. */
export function messagingMigration(schema: string): MigrationClass {
  return class implements MigrationInterface {
    readonly name = `Messaging1760000000000`;

    async up(runner: QueryRunner): Promise<void> {
      await createSchema(runner, schema);
      await createInbox(runner, schema);
      await createClaim(runner, schema);
      await createOutbox(runner, schema);
      await createQuarantine(runner, schema);
    }

    async down(runner: QueryRunner): Promise<void> {
      await runner.query(`DROP SCHEMA ${schema} CASCADE`);
    }
  };
}

async function createInbox(runner: QueryRunner, schema: string): Promise<void> {
  await runner.query(`CREATE SEQUENCE ${schema}.inbox_position`);
  await runner.query(`
    CREATE TABLE ${schema}.inbox (
      tenant_id text NOT NULL,
      id uuid NOT NULL,
      position bigint NOT NULL DEFAULT nextval('${schema}.inbox_position'),
      lane text NOT NULL CHECK (lane IN ('commands', 'facts')),
      type text NOT NULL,
      key text NOT NULL,
      sequence integer,
      turn integer,
      step_id uuid,
      headers jsonb NOT NULL,
      data jsonb NOT NULL,
      status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'done', 'superseded', 'dead')),
      attempts integer NOT NULL DEFAULT 0,
      claims integer NOT NULL DEFAULT 0,
      not_before timestamptz NOT NULL DEFAULT now(),
      lease_owner uuid,
      lease_until timestamptz,
      prepared jsonb,
      error_code text,
      error_reason text,
      received_at timestamptz NOT NULL DEFAULT now(),
      finished_at timestamptz,
      PRIMARY KEY (tenant_id, id)
    ) WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05)`);
  await runner.query(`CREATE INDEX inbox_due ON ${schema}.inbox (not_before, position) WHERE status = 'open'`);
  await runner.query(
    `CREATE INDEX inbox_key ON ${schema}.inbox (tenant_id, key, lane, position) WHERE status = 'open'`,
  );
  await runner.query(`CREATE INDEX inbox_step ON ${schema}.inbox (tenant_id, step_id) WHERE step_id IS NOT NULL`);
  await runner.query(`CREATE INDEX inbox_dead ON ${schema}.inbox (tenant_id, position) WHERE status = 'dead'`);
  await runner.query(`CREATE INDEX inbox_finished ON ${schema}.inbox (finished_at) WHERE finished_at IS NOT NULL`);
  await protectPipelineTable(runner, `${schema}.inbox`, {
    api: 'SELECT, INSERT, UPDATE',
    worker: 'SELECT, INSERT, UPDATE, DELETE',
  });
  await runner.query(`GRANT USAGE ON SEQUENCE ${schema}.inbox_position TO mesh_api, mesh_worker`);
  await runner.query(`
    CREATE TABLE ${schema}.fact_positions (
      tenant_id text NOT NULL,
      key text NOT NULL,
      sequence integer NOT NULL,
      PRIMARY KEY (tenant_id, key)
    ) WITH (fillfactor = 80)`);
  await protectPipelineTable(runner, `${schema}.fact_positions`, { worker: 'SELECT, INSERT, UPDATE' });
}

/**
 * Leases the rows that may be worked on now. One claim at a time per service, so two replicas never lease two rows of
 * one key. In the commands lane a row is blocked by any leased row of its key and by an older one that is due or in
 * back-off; a timer that is not yet due blocks nobody. In the facts lane only the next sequence may go.
 */
async function createClaim(runner: QueryRunner, schema: string): Promise<void> {
  await runner.query(`
    CREATE FUNCTION ${schema}.claim(me uuid, lease_ms integer, most integer) RETURNS SETOF ${schema}.inbox
    LANGUAGE plpgsql SET enable_seqscan = off AS $$
    DECLARE instant timestamptz;
    BEGIN
      PERFORM pg_advisory_xact_lock(hashtextextended('${schema}.claim', 0));
      instant := clock_timestamp();
      RETURN QUERY
        UPDATE ${schema}.inbox claimed
        SET lease_owner = me, lease_until = instant + lease_ms * interval '1 millisecond', claims = claimed.claims + 1
        FROM (
          SELECT i.tenant_id, i.id
          FROM ${schema}.inbox i
          WHERE i.status = 'open' AND i.not_before <= instant AND (i.lease_until IS NULL OR i.lease_until < instant)
            AND CASE i.lane
              WHEN 'facts' THEN i.sequence = 1 + coalesce(
                (SELECT p.sequence FROM ${schema}.fact_positions p WHERE p.tenant_id = i.tenant_id AND p.key = i.key), 0)
              ELSE NOT EXISTS (
                SELECT 1 FROM ${schema}.inbox other
                WHERE other.status = 'open' AND other.tenant_id = i.tenant_id AND other.key = i.key
                  AND other.lane = 'commands'
                  AND (other.lease_until >= instant
                    OR (other.position < i.position AND (other.not_before <= instant OR other.attempts > 0))))
            END
          ORDER BY i.not_before, i.position
          LIMIT most
        ) ready
        WHERE claimed.tenant_id = ready.tenant_id AND claimed.id = ready.id
        RETURNING claimed.*;
    END $$`);
  await runner.query(`REVOKE ALL ON FUNCTION ${schema}.claim FROM PUBLIC`);
  await runner.query(`GRANT EXECUTE ON FUNCTION ${schema}.claim TO mesh_worker`);
}

async function createOutbox(runner: QueryRunner, schema: string): Promise<void> {
  await runner.query(`
    CREATE TABLE ${schema}.outbox (
      tenant_id text NOT NULL,
      id uuid NOT NULL,
      position bigint GENERATED ALWAYS AS IDENTITY,
      topic text NOT NULL,
      type text NOT NULL,
      key text NOT NULL,
      sequence integer,
      headers jsonb NOT NULL,
      data jsonb NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      sent_at timestamptz,
      PRIMARY KEY (tenant_id, id)
    ) WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05)`);
  await runner.query(`CREATE INDEX outbox_unsent ON ${schema}.outbox (position) WHERE sent_at IS NULL`);
  await runner.query(`CREATE INDEX outbox_sent ON ${schema}.outbox (sent_at) WHERE sent_at IS NOT NULL`);
  await protectPipelineTable(runner, `${schema}.outbox`, {
    api: 'INSERT',
    worker: 'SELECT, INSERT, UPDATE, DELETE',
  });
}

/** What cannot even be read as a message of a tenant; bytes as they came. */
async function createQuarantine(runner: QueryRunner, schema: string): Promise<void> {
  await runner.query(`
    CREATE TABLE ${schema}.quarantine (
      tenant_id text NOT NULL DEFAULT 'default',
      id uuid NOT NULL,
      origin jsonb NOT NULL,
      headers jsonb NOT NULL,
      value bytea,
      code text NOT NULL,
      received_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (tenant_id, id)
    )`);
  await protectPipelineTable(runner, `${schema}.quarantine`, { worker: 'SELECT, INSERT, DELETE' });
}
