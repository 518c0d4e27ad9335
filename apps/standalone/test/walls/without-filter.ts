import type { Database, Sql } from '@mesh/persistence';

/** Its parameter stays, so that the statement still knows its type. */
const PREDICATE = /\b(?:\w+\.)?tenant_id = (\$\d+)/g;

/**
 * Takes the application's own condition on the tenant out of every statement that a database runs for one tenant, so that
 * nothing but row-level security is left. The statements that lost one are noted.
 */
export function removeFilter(database: Database, noted: Set<string>): void {
  const inTenant = database.inTenant.bind(database);
  Object.assign(database, {
    inTenant: <T>(tenantId: string, work: (sql: Sql) => Promise<T>) =>
      inTenant(tenantId, (sql) => work(withoutFilter(sql, noted))),
  });
}

function withoutFilter(sql: Sql, noted: Set<string>): Sql {
  const open = (statement: string): string => {
    const opened = statement.replace(PREDICATE, '($1::text IS NOT NULL)');
    if (opened !== statement) noted.add(statement);
    return opened;
  };
  return {
    rows: (statement, parameters) => sql.rows(open(statement), parameters),
    run: (statement, parameters) => sql.run(open(statement), parameters),
  };
}
