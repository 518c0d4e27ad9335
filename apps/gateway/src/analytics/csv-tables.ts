import type { CsvTable } from './csv-table';
import type { AgentsView, FunnelView, TimeseriesView } from './rollups.view';

export const FUNNEL_TABLE: CsvTable<FunnelView> = {
  name: 'funnel',
  columns: ['stage', 'tickets'],
  rowsOf: ({ stages }) => stages,
};

export const AGENTS_TABLE: CsvTable<AgentsView> = {
  name: 'agents',
  columns: [
    ...['agent', 'model', 'promptVersion', 'tasks', 'meanMs', 'longestMs', 'costMicros'],
    ...['pass', 'revise', 'block'],
  ],
  rowsOf: ({ items }) => items.map(({ verdicts, ...rest }) => ({ ...rest, ...verdicts })),
};

/** Without the single facts: of these every hour and day has others. */
export const TIMESERIES_TABLE: CsvTable<TimeseriesView> = {
  name: 'timeseries',
  columns: ['startsAt', 'created', 'replied', 'resolved', 'closed', 'handedOver', 'costMicros'],
  rowsOf: ({ items }) => items.map(({ startsAt, tickets }) => ({ startsAt, ...tickets })),
};
