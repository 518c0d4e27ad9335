import { protectTable } from '@mesh/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where mails come in, which requests were taken, and which mails became what. */
export class InboundMail1796090000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(CHANNELS);
    await runner.query(REQUESTS);
    await runner.query(MAILS);
    await protectTable(runner, 'gateway.inbound_channels', { api: 'SELECT, INSERT, DELETE' });
    await protectTable(runner, 'gateway.inbound_requests', {
      api: 'SELECT, INSERT, UPDATE',
      worker: 'SELECT, DELETE',
    });
    await protectTable(runner, 'gateway.inbound_mails', { api: 'SELECT, INSERT, UPDATE', worker: 'SELECT' });
    await createLookUp(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION gateway.find_inbound_channel(uuid)');
    await runner.query('DROP TABLE gateway.inbound_mails, gateway.inbound_requests, gateway.inbound_channels');
  }
}

const CHANNELS = `
  CREATE TABLE gateway.inbound_channels (
    tenant_id text NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    addresses text[] NOT NULL,
    sealed_secret text NOT NULL,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    UNIQUE (id)
  )`;

/** Written in the transaction of what a request did, so that one which did nothing may come again. */
const REQUESTS = `
  CREATE TABLE gateway.inbound_requests (
    tenant_id text NOT NULL,
    channel_id uuid NOT NULL,
    id text NOT NULL,
    signed_at timestamptz NOT NULL,
    fingerprint text NOT NULL,
    answer jsonb,
    received_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, channel_id, id),
    FOREIGN KEY (tenant_id, channel_id) REFERENCES gateway.inbound_channels (tenant_id, id) ON DELETE CASCADE
  );
  CREATE INDEX inbound_requests_by_age ON gateway.inbound_requests (tenant_id, received_at)`;

/** The id as it was written is needed to answer into the same thread; it is erased with the person. */
const MAILS = `
  CREATE TABLE gateway.inbound_mails (
    tenant_id text NOT NULL,
    mail_key text NOT NULL,
    ticket_id uuid,
    mail_id text,
    position bigint GENERATED ALWAYS AS IDENTITY,
    received_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, mail_key),
    FOREIGN KEY (tenant_id, ticket_id) REFERENCES gateway.tickets (tenant_id, id)
  );
  CREATE INDEX inbound_mails_by_ticket ON gateway.inbound_mails (tenant_id, ticket_id, position)`;

/** Whoever posts names a channel and no tenant. Row-level security holds for the owner too. */
async function createLookUp(runner: QueryRunner): Promise<void> {
  await runner.query('CREATE POLICY look_up ON gateway.inbound_channels FOR SELECT TO mesh_owner USING (true)');
  await runner.query(`
    CREATE FUNCTION gateway.find_inbound_channel(wanted uuid)
      RETURNS TABLE (id uuid, tenant_id text, addresses text[], sealed_secret text)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
      AS $$
        SELECT c.id, c.tenant_id, c.addresses, c.sealed_secret FROM gateway.inbound_channels c WHERE c.id = wanted
      $$`);
  await runner.query('REVOKE ALL ON FUNCTION gateway.find_inbound_channel(uuid) FROM PUBLIC');
  await runner.query('GRANT EXECUTE ON FUNCTION gateway.find_inbound_channel(uuid) TO mesh_api');
}
