import { OUT_OF_SCOPE } from '@mesh/text';
import type { WorstCase } from '../framework/suite';
import { categoryOf } from '../../tools/train-triage/category-name';
import { type Desk, deskTrainedOn } from './trained-desk';
import type { TriageRow } from './triage-row';

/** A row with what triage made of it. */
export interface Triaged {
  readonly id: string;
  readonly text: string;
  readonly expected: string;
  readonly got: string;
  readonly confidence: number;
}

export const deskFor = (rows: readonly TriageRow[]): Promise<Desk> =>
  deskTrainedOn(rows.map(({ text, label }) => ({ text, label: categoryOf(label) })));

export async function triageAll(desk: Desk, rows: readonly TriageRow[]): Promise<Triaged[]> {
  const done: Triaged[] = [];
  for (const { id, text, label } of rows) {
    const { category, confidence } = await desk(text);
    done.push({ id, text, expected: categoryOf(label), got: category, confidence });
  }
  return done;
}

export const isRight = ({ expected, got }: Triaged): boolean => expected === got;
export const isInScope = ({ expected }: Triaged): boolean => expected !== OUT_OF_SCOPE;

/** What went wrong although triage was sure of it. */
export const worstOf = (rows: readonly Triaged[]): WorstCase[] =>
  rows
    .filter((row) => !isRight(row))
    .sort((a, b) => b.confidence - a.confidence)
    .slice(0, 20)
    .map(({ id, text, expected, got, confidence }) => ({ id, text, expected, got, weight: confidence }));
