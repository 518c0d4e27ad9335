import type { EChartsCoreOption } from 'echarts';
import type { DataDirectories } from './data-directory';

export interface SuiteInput {
  readonly directories: DataDirectories;
  /** One line about what is going on, for people who wait. */
  readonly progress: (line: string) => void;
  /**
   * How many rows to take, of each side, where each goes through a whole mesh; 0: none, and the report says null; absent: as
   * many as the suite finds enough.
   */
  readonly rows?: number | undefined;
}

/** One figure with what it is held against. Shares are between 0 and 1. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  /** 95 % confidence interval. */
  readonly interval?: readonly [low: number, high: number] | undefined;
  /** How many rows, questions or spans it rests on. */
  readonly n?: number;
  readonly target?: number;
  /** Whether less is better. */
  readonly atMost?: boolean;
}

/** A row that went wrong, for people to read. */
export interface WorstCase {
  readonly id: string;
  readonly text: string;
  readonly expected: string;
  readonly got: string;
  /** Sorted by this, largest first: how sure the mesh was of what was wrong. */
  readonly weight: number;
}

export interface Plot {
  readonly title: string;
  readonly option: EChartsCoreOption;
}

export interface SuiteResult {
  /** Merged into the report file as it is; its shape is that of the documented report. */
  readonly report: Readonly<Record<string, unknown>>;
  readonly figures: readonly Figure[];
  readonly worst?: readonly WorstCase[];
  readonly plots?: readonly Plot[];
}

/** One thing that is measured; it drives the libraries and services that serve tickets. */
export interface EvalSuite {
  readonly name: string;
  run(input: SuiteInput): Promise<SuiteResult>;
}
