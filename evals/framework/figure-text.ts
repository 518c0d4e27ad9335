import type { Figure } from './suite';

const digits = (value: number): string => (Number.isInteger(value) ? String(value) : value.toFixed(3));

/** A figure as people read it; what it does not have is empty. */
export const show = ({ value, interval, n, target, atMost }: Figure) => ({
  value: digits(value),
  interval: interval ? `${digits(interval[0])} to ${digits(interval[1])}` : '',
  n: n === undefined ? '' : String(n),
  target: target === undefined ? '' : `${atMost ? '≤' : '≥'} ${digits(target)}`,
});

/** Whether it reaches its target; undefined when it has none. */
export function meets({ value, target, atMost }: Figure): boolean | undefined {
  if (target === undefined) return undefined;
  return atMost ? value <= target : value >= target;
}

/** The figures of a suite as a table for a terminal. */
export function figureTable(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => {
    const { value, interval, n, target } = show(figure);
    const met = meets(figure);
    return [figure.name, value, interval, n, target, met === undefined ? '' : met ? 'met' : 'missed'];
  });
  const all = [['', 'value', '95 % interval', 'n', 'target', ''], ...rows];
  const widths = (all[0] ?? []).map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
