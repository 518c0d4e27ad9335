/** The x of `matrix · x = right`, by elimination; the matrix has to be regular. */
export function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, at) => [...row, right[at] ?? 0]);
  for (let column = 0; column < rows.length; column += 1) {
    const pivot = pivotOf(rows, column);
    [rows[column], rows[pivot]] = [rows[pivot] ?? [], rows[column] ?? []];
    const top = rows[column] ?? [];
    for (const row of rows) {
      if (row === top) continue;
      const factor = (row[column] ?? 0) / (top[column] ?? 1);
      for (let at = column; at < row.length; at += 1) row[at] = (row[at] ?? 0) - factor * (top[at] ?? 0);
    }
  }
  return rows.map((row, at) => (row.at(-1) ?? 0) / (row[at] ?? 1));
}

/** The row from here on that has most in the column. */
function pivotOf(rows: readonly (readonly number[])[], column: number): number {
  const sizeOf = (at: number) => Math.abs(rows[at]?.[column] ?? 0);
  let best = column;
  for (let at = column + 1; at < rows.length; at += 1) if (sizeOf(at) > sizeOf(best)) best = at;
  return best;
}
