import { protectTable } from '@mesh/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The tenant's rules, every version kept, and its list of categories. No row means: what ships. */
export class Policies1760000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(POLICIES);
    await runner.query(CATEGORIES);
    await protectTable(runner, 'gateway.policies', { api: 'SELECT, INSERT', worker: 'SELECT' });
    await protectTable(runner, 'gateway.categories', { api: 'SELECT, INSERT, UPDATE, DELETE', worker: 'SELECT' });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE gateway.categories, gateway.policies');
  }
}

const POLICIES = `
  CREATE TABLE gateway.policies (
    tenant_id text NOT NULL,
    version integer NOT NULL CHECK (version > 0),
    policy jsonb NOT NULL,
    created_by jsonb NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, version)
  )`;

const CATEGORIES = `
  CREATE TABLE gateway.categories (
    tenant_id text NOT NULL,
    name text NOT NULL,
    position integer NOT NULL,
    description text NOT NULL DEFAULT '',
    examples jsonb NOT NULL DEFAULT '[]',
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, name)
  )`;
