import { protectTable } from '@mesh/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Requests for a human decision, what was sent under which decision, and the documents that were replaced. */
export class Approvals1760000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(APPROVALS);
    await runner.query(OUTBOUND_SENDS);
    await runner.query(REPLACED_DOCUMENTS);
    await protectTable(runner, 'gateway.approvals', { api: 'SELECT, UPDATE', worker: 'SELECT, INSERT, UPDATE' });
    await protectTable(runner, 'gateway.outbound_sends', { api: 'SELECT, INSERT', worker: 'SELECT, INSERT' });
    await protectTable(runner, 'gateway.replaced_documents', { worker: 'SELECT, INSERT, UPDATE' });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE gateway.replaced_documents, gateway.outbound_sends, gateway.approvals');
  }
}

const APPROVALS = `
  CREATE TABLE gateway.approvals (
    tenant_id text NOT NULL,
    id uuid NOT NULL,
    ticket_id uuid NOT NULL,
    turn integer NOT NULL,
    status text NOT NULL CHECK (status IN ('open', 'held', 'decided', 'expired', 'superseded')),
    reason text NOT NULL,
    reasons jsonb NOT NULL,
    risk text NOT NULL,
    draft jsonb NOT NULL,
    cited jsonb NOT NULL,
    evidence jsonb NOT NULL,
    checks jsonb NOT NULL,
    triage jsonb,
    package jsonb NOT NULL,
    queue text NOT NULL,
    content_hash text NOT NULL,
    policy_version integer NOT NULL,
    four_eyes boolean NOT NULL,
    edited_by text,
    edit_distance double precision,
    respond_by timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    decisions integer NOT NULL DEFAULT 0,
    decision text CHECK (decision IN ('approve', 'edit', 'reject', 'take_over')),
    decision_id uuid,
    decided_by jsonb,
    decided_at timestamptz,
    reply text,
    guidance text,
    release_at timestamptz,
    superseded_by text CHECK (superseded_by IN ('message', 'evidence', 'person')),
    closed_at timestamptz,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, ticket_id) REFERENCES gateway.tickets (tenant_id, id),
    CHECK (status NOT IN ('held', 'decided') OR (decision IS NOT NULL AND decision_id IS NOT NULL AND decided_by IS NOT NULL)),
    CHECK (status <> 'superseded' OR superseded_by IS NOT NULL)
  );
  CREATE UNIQUE INDEX approvals_one_pending ON gateway.approvals (tenant_id, ticket_id) WHERE status IN ('open', 'held');
  CREATE INDEX approvals_by_status ON gateway.approvals (tenant_id, status, due_at, id);
  CREATE INDEX approvals_by_ticket ON gateway.approvals (tenant_id, ticket_id)`;

/** No row without the decision, its author and its policy; one per decision, and one per turn unless a person wrote it. */
const OUTBOUND_SENDS = `
  CREATE TABLE gateway.outbound_sends (
    tenant_id text NOT NULL,
    decision_id uuid NOT NULL,
    ticket_id uuid NOT NULL,
    turn integer NOT NULL,
    origin text NOT NULL CHECK (origin IN ('automatic', 'approved', 'person')),
    message_id uuid NOT NULL,
    content_hash text NOT NULL,
    cited jsonb NOT NULL,
    policy_version integer NOT NULL,
    actor jsonb NOT NULL,
    approval_id uuid,
    step_id uuid,
    channel text NOT NULL,
    sent_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, decision_id),
    UNIQUE (tenant_id, message_id),
    FOREIGN KEY (tenant_id, ticket_id) REFERENCES gateway.tickets (tenant_id, id),
    FOREIGN KEY (tenant_id, message_id) REFERENCES gateway.messages (tenant_id, id),
    FOREIGN KEY (tenant_id, approval_id) REFERENCES gateway.approvals (tenant_id, id),
    CHECK ((origin = 'approved') = (approval_id IS NOT NULL)),
    CHECK (origin = 'person' OR step_id IS NOT NULL)
  );
  CREATE UNIQUE INDEX outbound_sends_one_per_turn ON gateway.outbound_sends (tenant_id, ticket_id, turn)
    WHERE origin <> 'person';
  CREATE INDEX outbound_sends_by_ticket ON gateway.outbound_sends (tenant_id, ticket_id)`;

const REPLACED_DOCUMENTS = `
  CREATE TABLE gateway.replaced_documents (
    tenant_id text NOT NULL,
    document_id text NOT NULL,
    version integer NOT NULL,
    replaced_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, document_id)
  )`;
