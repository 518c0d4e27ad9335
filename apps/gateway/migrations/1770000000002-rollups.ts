import { protectTable } from '@mesh/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = ['ticket_rollups', 'fact_rollups', 'agent_rollups', 'rollup_positions', 'rollup_days_due'];

/** Figures per hour and day (UTC), derived from tickets and facts: they may be built anew at any time. */
export class Rollups1770000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [TICKETS, FACTS, AGENTS, POSITIONS, DAYS_DUE]) await runner.query(statement);
    for (const table of TABLES) {
      await protectTable(runner, `gateway.${table}`, { api: 'SELECT', worker: 'SELECT, INSERT, UPDATE, DELETE' });
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`DROP TABLE gateway.${table}`);
  }
}

const BUCKET = `
    tenant_id text NOT NULL,
    step text NOT NULL CHECK (step IN ('hour', 'day')),
    starts_at timestamptz NOT NULL`;

/** Tickets by when they were created, and what has become of them. */
const TICKETS = `
  CREATE TABLE gateway.ticket_rollups (${BUCKET},
    category text NOT NULL,
    channel text NOT NULL,
    created integer NOT NULL,
    triaged integer NOT NULL,
    researched integer NOT NULL,
    drafted integer NOT NULL,
    reviewed integer NOT NULL,
    approval_requested integer NOT NULL,
    replied integer NOT NULL,
    handed_over integer NOT NULL,
    resolved integer NOT NULL,
    closed integer NOT NULL,
    with_person integer NOT NULL,
    awaiting_approval integer NOT NULL,
    confirmed integer NOT NULL,
    assumed integer NOT NULL,
    by_person integer NOT NULL,
    cost_micros bigint NOT NULL,
    PRIMARY KEY (tenant_id, step, starts_at, category, channel)
  )`;

/** Facts by when they happened. */
const FACTS = `
  CREATE TABLE gateway.fact_rollups (${BUCKET},
    type text NOT NULL,
    facts integer NOT NULL,
    timed integer NOT NULL,
    duration_ms bigint NOT NULL,
    longest_ms integer NOT NULL,
    cost_micros bigint NOT NULL,
    PRIMARY KEY (tenant_id, step, starts_at, type)
  )`;

/** The work of agents by when it was done, with the verdicts on it by when they were given. */
const AGENTS = `
  CREATE TABLE gateway.agent_rollups (${BUCKET},
    agent text NOT NULL,
    model text NOT NULL,
    prompt_version text NOT NULL,
    tasks integer NOT NULL,
    timed integer NOT NULL,
    duration_ms bigint NOT NULL,
    longest_ms integer NOT NULL,
    cost_micros bigint NOT NULL,
    passed integer NOT NULL,
    revised integer NOT NULL,
    blocked integer NOT NULL,
    PRIMARY KEY (tenant_id, step, starts_at, agent, model, prompt_version)
  )`;

/** Up to which fact of the tenant the hours are built. */
const POSITIONS = `
  CREATE TABLE gateway.rollup_positions (
    tenant_id text PRIMARY KEY,
    xact bigint NOT NULL,
    position bigint NOT NULL,
    refreshed_at timestamptz NOT NULL
  )`;

/** Days of which an hour has changed. */
const DAYS_DUE = `
  CREATE TABLE gateway.rollup_days_due (
    tenant_id text NOT NULL,
    day timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, day)
  )`;
