import { protectTable } from '@mesh/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tickets as seen from outside, their turns and their threads. */
export class Tickets1760000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TICKETS);
    await runner.query(TURNS);
    await runner.query(MESSAGES);
    await runner.query(FEEDBACK);
    await protectTable(runner, 'gateway.tickets', { api: 'SELECT, INSERT, UPDATE', worker: 'SELECT, UPDATE' });
    await protectTable(runner, 'gateway.turns', { api: 'SELECT, INSERT', worker: 'SELECT' });
    await protectTable(runner, 'gateway.messages', { api: 'SELECT, INSERT, UPDATE', worker: 'SELECT, INSERT' });
    await protectTable(runner, 'gateway.feedback', { api: 'SELECT, INSERT' });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE gateway.feedback, gateway.messages, gateway.turns, gateway.tickets');
  }
}

/** `status` is what people see: the override where there is one, otherwise what the facts say. */
const TICKETS = `
  CREATE TABLE gateway.tickets (
    tenant_id text NOT NULL,
    id uuid NOT NULL,
    status text NOT NULL,
    projected_status text NOT NULL,
    override jsonb,
    version integer NOT NULL DEFAULT 0,
    turn integer NOT NULL CHECK (turn > 0),
    fact_turn integer NOT NULL DEFAULT 0,
    category text,
    priority text,
    requested_priority text,
    triage jsonb,
    subject text,
    body text,
    customer_id text NOT NULL,
    channel text NOT NULL,
    locale text,
    external_id text,
    metadata jsonb NOT NULL DEFAULT '{}',
    handover jsonb,
    assignee jsonb,
    outcome text,
    cost_micros bigint NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    first_reply_at timestamptz,
    resolved_at timestamptz,
    erased_at timestamptz,
    words tsvector GENERATED ALWAYS AS (to_tsvector('simple', coalesce(subject, '') || ' ' || coalesce(body, ''))) STORED,
    PRIMARY KEY (tenant_id, id)
  );
  CREATE INDEX tickets_by_status ON gateway.tickets (tenant_id, status, id DESC);
  CREATE INDEX tickets_by_category ON gateway.tickets (tenant_id, category, id DESC);
  CREATE INDEX tickets_by_customer ON gateway.tickets (tenant_id, customer_id, id DESC);
  CREATE INDEX tickets_by_creation ON gateway.tickets (tenant_id, created_at);
  CREATE INDEX tickets_by_words ON gateway.tickets USING gin (words)`;

const TURNS = `
  CREATE TABLE gateway.turns (
    tenant_id text NOT NULL,
    ticket_id uuid NOT NULL,
    turn integer NOT NULL,
    cause text NOT NULL CHECK (cause IN ('created', 'message', 'release')),
    message_id uuid,
    actor jsonb NOT NULL,
    policy_version integer NOT NULL,
    opened_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, ticket_id, turn),
    FOREIGN KEY (tenant_id, ticket_id) REFERENCES gateway.tickets (tenant_id, id),
    CHECK (cause = 'release' OR message_id IS NOT NULL)
  )`;

const MESSAGES = `
  CREATE TABLE gateway.messages (
    tenant_id text NOT NULL,
    id uuid NOT NULL,
    ticket_id uuid NOT NULL,
    position bigint GENERATED ALWAYS AS IDENTITY,
    turn integer NOT NULL,
    author text NOT NULL CHECK (author IN ('customer', 'mesh', 'person', 'note')),
    actor jsonb NOT NULL,
    body text NOT NULL,
    citations jsonb NOT NULL DEFAULT '[]',
    channel text NOT NULL,
    decision_id uuid,
    created_at timestamptz NOT NULL DEFAULT now(),
    erased_at timestamptz,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, ticket_id) REFERENCES gateway.tickets (tenant_id, id)
  );
  CREATE INDEX messages_by_ticket ON gateway.messages (tenant_id, ticket_id, position)`;

const FEEDBACK = `
  CREATE TABLE gateway.feedback (
    tenant_id text NOT NULL,
    id uuid NOT NULL,
    ticket_id uuid NOT NULL,
    turn integer NOT NULL,
    solved boolean NOT NULL,
    rating integer CHECK (rating BETWEEN 1 AND 5),
    actor jsonb NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, ticket_id) REFERENCES gateway.tickets (tenant_id, id)
  )`;
