/** Runs SQL inside one transaction. Statements are prepared by their text, so build no text from values. */
export interface Sql {
  /** The rows that a statement returns. */
  rows<Row extends object>(statement: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** The number of rows that a statement touched. */
  run(statement: string, parameters?: readonly unknown[]): Promise<number>;
}

/** The first row, or undefined. */
export async function firstRow<Row extends object>(
  sql: Sql,
  statement: string,
  parameters: readonly unknown[] = [],
): Promise<Row | undefined> {
  return (await sql.rows<Row>(statement, parameters))[0];
}
