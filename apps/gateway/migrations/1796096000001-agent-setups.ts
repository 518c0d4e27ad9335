import { protectTable } from '@mesh/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How a tenant has set up its agents: every version is kept, at most one of a role is live. */
export class AgentSetups1796096000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(VERSIONS);
    await runner.query(LIVE);
    await protectTable(runner, 'gateway.agent_versions', { api: 'SELECT, INSERT', worker: 'SELECT' });
    await protectTable(runner, 'gateway.live_agents', { api: 'SELECT, INSERT, UPDATE, DELETE', worker: 'SELECT' });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE gateway.live_agents, gateway.agent_versions');
  }
}

const VERSIONS = `
  CREATE TABLE gateway.agent_versions (
    tenant_id text NOT NULL,
    agent text NOT NULL,
    version integer NOT NULL,
    setup jsonb NOT NULL,
    note text,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, agent, version)
  )`;

/** A role without a row works as built in. */
const LIVE = `
  CREATE TABLE gateway.live_agents (
    tenant_id text NOT NULL,
    agent text NOT NULL,
    version integer NOT NULL,
    since timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, agent),
    FOREIGN KEY (tenant_id, agent, version) REFERENCES gateway.agent_versions (tenant_id, agent, version)
  )`;
