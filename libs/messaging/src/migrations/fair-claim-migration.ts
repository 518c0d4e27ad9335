import type { MigrationClass } from '@mesh/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whoever has least in hand comes first: one tenant's backlog keeps no other tenant waiting. */
export function fairClaimMigration(schema: string): MigrationClass {
  const signature = `${schema}.claim(uuid, integer, integer, integer, text[], integer[])`;
  return class implements MigrationInterface {
    readonly name = `FairClaim1795255200000`;

    async up(runner: QueryRunner): Promise<void> {
      await runner.query(
        `CREATE INDEX inbox_tenant_due ON ${schema}.inbox (tenant_id, not_before, position) WHERE status = 'open'`,
      );
      await runner.query(fairClaim(schema));
      await runner.query(`REVOKE ALL ON FUNCTION ${signature} FROM PUBLIC`);
      await runner.query(`GRANT EXECUTE ON FUNCTION ${signature} TO mesh_worker`);
    }

    async down(runner: QueryRunner): Promise<void> {
      await runner.query(`DROP FUNCTION ${signature}`);
      await runner.query(`DROP INDEX ${schema}.inbox_tenant_due`);
    }
  };
}

/**
 * What may be leased, and one claim at a time, as in the first version, which stays for processes of the version before.
 * New is who goes first when more waits than is asked for: a row counts as what its tenant has in hand plus its place
 * among the tenant's own rows, and the lowest count goes first. Nobody gets beyond `tenant_most`. As long as there is
 * enough for everybody the tenants are not looked at one by one; when not, they are found by hopping through the index.
 */
const fairClaim = (schema: string): string => `
  CREATE FUNCTION ${schema}.claim(
    me uuid, lease_ms integer, most integer, tenant_most integer, held_by text[], held_counts integer[]
  ) RETURNS SETOF ${schema}.inbox
  LANGUAGE plpgsql SET enable_seqscan = off AS $$
  DECLARE
    instant timestamptz;
    is_crowded boolean;
    tenants text[];
    ids uuid[];
  BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('${schema}.claim', 0));
    instant := clock_timestamp();
    SELECT count(*) > most,
      array_agg(o.tenant_id) FILTER (WHERE o.place <= tenant_most - ${held('o.tenant_id')}),
      array_agg(o.id) FILTER (WHERE o.place <= tenant_most - ${held('o.tenant_id')})
    INTO is_crowded, tenants, ids
    FROM (
      SELECT oldest.tenant_id, oldest.id,
        row_number() OVER (PARTITION BY oldest.tenant_id ORDER BY oldest.not_before, oldest.position) AS place
      FROM (${free(schema)} ORDER BY i.not_before, i.position LIMIT most + 1) oldest
    ) o;
    IF is_crowded THEN
      SELECT array_agg(fair.tenant_id), array_agg(fair.id) INTO tenants, ids FROM (${fairest(schema)}) fair;
    END IF;
    RETURN QUERY
      UPDATE ${schema}.inbox claimed
      SET lease_owner = me, lease_until = instant + lease_ms * interval '1 millisecond', claims = claimed.claims + 1
      FROM unnest(tenants, ids) AS ready (tenant_id, id)
      WHERE claimed.tenant_id = ready.tenant_id AND claimed.id = ready.id AND claimed.status = 'open'
      RETURNING claimed.*;
  END $$`;

const held = (tenant: string): string => `coalesce(held_counts[array_position(held_by, ${tenant})], 0)`;

const free = (schema: string): string => `
  SELECT i.tenant_id, i.id, i.not_before, i.position
  FROM ${schema}.inbox i
  WHERE i.status = 'open' AND i.not_before <= instant AND (i.lease_until IS NULL OR i.lease_until < instant)
    AND CASE i.lane
      WHEN 'facts' THEN i.sequence = 1 + coalesce(
        (SELECT p.sequence FROM ${schema}.fact_positions p WHERE p.tenant_id = i.tenant_id AND p.key = i.key), 0)
      ELSE NOT EXISTS (
        SELECT 1 FROM ${schema}.inbox other
        WHERE other.status = 'open' AND other.tenant_id = i.tenant_id AND other.key = i.key AND other.lane = 'commands'
          AND (other.lease_until >= instant
            OR (other.position < i.position AND (other.not_before <= instant OR other.attempts > 0))))
    END`;

const fairest = (schema: string): string => `
  WITH RECURSIVE hop AS (
    (SELECT i.tenant_id AS id FROM ${schema}.inbox i WHERE i.status = 'open' ORDER BY i.tenant_id LIMIT 1)
    UNION ALL
    SELECT (SELECT i.tenant_id FROM ${schema}.inbox i
            WHERE i.status = 'open' AND i.tenant_id > hop.id ORDER BY i.tenant_id LIMIT 1)
    FROM hop WHERE hop.id IS NOT NULL
  ), tenant AS (
    SELECT hop.id, ${held('hop.id')} AS held FROM hop WHERE hop.id IS NOT NULL
  )
  SELECT due.tenant_id, due.id
  FROM tenant CROSS JOIN LATERAL (
    SELECT own.*, row_number() OVER (ORDER BY own.not_before, own.position) AS place
    FROM (
      ${free(schema)} AND i.tenant_id = tenant.id
      ORDER BY i.not_before, i.position LIMIT greatest(0, least(most, tenant_most - tenant.held))
    ) own
  ) due
  ORDER BY tenant.held + due.place, due.not_before, due.position
  LIMIT most`;
