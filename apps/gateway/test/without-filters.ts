import type { ApiDatabase, Sql, TransactionScope } from '@mesh/persistence';

const FILTER = /(?:\b\w+\.)?\btenant_id\s*=\s*(\$\d+)/g;

/** Takes the application's own walls away: each statement that asks for one tenant asks for all of them. */
export class WithoutFilters {
  /** Statements that were changed. */
  readonly changed = new Set<string>();
  private active = false;

  constructor(database: ApiDatabase) {
    const inTenant = database.inTenant.bind(database);
    const acrossTenants = database.acrossTenants.bind(database);
    database.inTenant = (tenantId, work) => inTenant(tenantId, (sql) => work(this.over(sql)));
    database.acrossTenants = (work) => acrossTenants((scope) => work(this.scopeOver(scope)));
  }

  /** From now on, or until it is called with false. */
  activate(active = true): void {
    this.active = active;
  }

  private scopeOver(scope: TransactionScope): TransactionScope {
    return { sql: this.over(scope.sql), enterTenant: (tenantId) => scope.enterTenant(tenantId) };
  }

  private over(sql: Sql): Sql {
    return {
      rows: (statement, parameters) => sql.rows(this.without(statement), parameters),
      run: (statement, parameters) => sql.run(this.without(statement), parameters),
    };
  }

  private without(statement: string): string {
    if (!this.active) return statement;
    // The parameter stays in use, or Postgres could not tell its type.
    const open = statement.replace(FILTER, (_, parameter: string) => `(${parameter}::text IS NOT NULL)`);
    if (open !== statement) this.changed.add(statement);
    return open;
  }
}
