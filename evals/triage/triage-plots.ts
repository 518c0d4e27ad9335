import { mean } from '../framework/statistics';
import type { Plot } from '../framework/suite';
import { type Triaged, isInScope, isRight } from './triaged-row';

const BINS = 10;

/** Of the categories said with a confidence: how many were right. On the diagonal the confidence is honest. */
export function calibrationPlot(title: string, rows: readonly Triaged[]): Plot {
  const said = rows.filter(({ got }) => got !== 'unknown');
  const bins = Array.from({ length: BINS }, (_, bin) =>
    said.filter(({ confidence }) => Math.min(BINS - 1, Math.floor(confidence * BINS)) === bin),
  ).filter((bin) => bin.length > 0);
  const points = bins.map((bin) => [mean(bin.map(({ confidence }) => confidence)), mean(bin.map(rightAsNumber))]);
  return {
    title,
    option: {
      xAxis: { name: 'confidence', min: 0, max: 1 },
      yAxis: { name: 'share right', min: 0, max: 1 },
      series: [
        { type: 'line', data: points },
        {
          type: 'line',
          data: [
            [0, 0],
            [1, 1],
          ],
          symbol: 'none',
          lineStyle: { type: 'dashed' },
        },
      ],
    },
  };
}

/** How far the stated confidence lies from the share that is right, on average over the rows. */
export function calibrationError(rows: readonly Triaged[]): number {
  const said = rows.filter(({ got }) => got !== 'unknown');
  const gaps = Array.from({ length: BINS }, (_, bin) => {
    const own = said.filter(({ confidence }) => Math.min(BINS - 1, Math.floor(confidence * BINS)) === bin);
    return Math.abs(mean(own.map(({ confidence }) => confidence)) - mean(own.map(rightAsNumber))) * own.length;
  });
  return gaps.reduce((sum, gap) => sum + gap, 0) / Math.max(1, said.length);
}

/** What a higher floor would do: more of what is out of scope is refused, more of what is in scope too. */
export function outOfScopePlot(title: string, rows: readonly Triaged[]): Plot {
  const points = Array.from({ length: 20 }, (_, step) => {
    const floor = step / 20;
    const known = (row: Triaged): boolean => row.got !== 'unknown' && row.confidence >= floor;
    const within = rows.filter(isInScope);
    const outside = rows.filter((row) => !isInScope(row));
    const accuracy = mean(within.map((row) => (known(row) && isRight(row) ? 1 : 0)));
    return [mean(outside.map((row) => (known(row) ? 0 : 1))), accuracy];
  });
  return {
    title,
    option: {
      xAxis: { name: 'out of scope refused', min: 0, max: 1 },
      yAxis: { name: 'in scope right', min: 0, max: 1 },
      series: [{ type: 'line', data: points }],
    },
  };
}

const rightAsNumber = (row: Triaged): number => (isRight(row) ? 1 : 0);
