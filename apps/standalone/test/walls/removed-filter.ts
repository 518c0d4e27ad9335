import type { Database, Sql } from '@mesh/persistence';

/** Its parameter stays, so that the statement still knows its type. */
const PREDICATE = /\b(?:\w+\.)?tenant_id = (\$\d+)/g;

/**
 * Takes the application's own condition on the tenant out of every statement that a database runs for one tenant, so that
 * nothing but row-level security is left.
 */
export class RemovedFilter {
  /** The statements that lost their condition. */
  readonly statements = new Set<string>();
  private removed = true;

  /** From now on. */
  from(database: Database): void {
    const inTenant = database.inTenant.bind(database);
    database.inTenant = (tenantId, work) => inTenant(tenantId, (sql) => work(this.without(sql)));
  }

  /** All conditions hold again. */
  putBack(): void {
    this.removed = false;
  }

  private without(sql: Sql): Sql {
    return {
      rows: (statement, parameters) => sql.rows(this.opened(statement), parameters),
      run: (statement, parameters) => sql.run(this.opened(statement), parameters),
    };
  }

  private opened(statement: string): string {
    if (!this.removed) return statement;
    const opened = statement.replace(PREDICATE, '($1::text IS NOT NULL)');
    if (opened !== statement) this.statements.add(statement);
    return opened;
  }
}
