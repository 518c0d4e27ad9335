import { createHash } from 'node:crypto';
import type { PoolClient, QueryResult } from 'pg';
import type { Sql } from './sql';

const statementNames = new Map<string, string>();

/** Equal text gives the equal name, so each connection parses and plans a statement once. */
function nameOf(statement: string): string {
  let name = statementNames.get(statement);
  if (name === undefined) {
    name = createHash('sha1').update(statement).digest('base64url');
    statementNames.set(statement, name);
  }
  return name;
}

export class ClientSql implements Sql {
  constructor(private readonly client: PoolClient) {}

  async rows<Row extends object>(statement: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return (await this.query(statement, parameters)).rows as Row[];
  }

  async run(statement: string, parameters: readonly unknown[] = []): Promise<number> {
    return (await this.query(statement, parameters)).rowCount ?? 0;
  }

  private query(statement: string, parameters: readonly unknown[]): Promise<QueryResult> {
    return this.client.query({ name: nameOf(statement), text: statement, values: [...parameters] });
  }
}
