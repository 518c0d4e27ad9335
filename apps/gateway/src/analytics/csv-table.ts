import { stringify } from 'csv-stringify/sync';
import type { Response } from 'express';

type Cell = string | number | null;

/** How a view looks as a table for spreadsheets. */
export interface CsvTable<View, Column extends string = string> {
  /** Of the file. */
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rowsOf: (view: View) => readonly Readonly<Record<Column, Cell>>[];
}

/** RFC 4180 with a line of names. What a spreadsheet would take for a formula is marked as text. */
export const csvOf = <View>(table: CsvTable<View>, view: View): string =>
  stringify([...table.rowsOf(view)], {
    header: true,
    columns: [...table.columns],
    escape_formulas: true,
    record_delimiter: 'windows',
  });

/** Answers with the view itself, or with its table as a file. */
export function inFormat<View extends object>(
  response: Response,
  format: 'json' | 'csv',
  view: View,
  table: CsvTable<View>,
): View | string {
  if (format === 'json') return view;
  response.type('text/csv; charset=utf-8');
  response.attachment(`${table.name}.csv`);
  return csvOf(table, view);
}
