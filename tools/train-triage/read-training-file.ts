import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { TrainingRow } from '../../apps/triage/src/classifiers/training-rows';
import { categoryOf } from './category-name';

const FAULTS_SHOWN = 10;

/** Beside the three fields a line may hold whatever it likes. */
const Line = z.object({
  text: TrainingRow.shape.text,
  label: z.string().min(1).transform(categoryOf),
  asksForPerson: TrainingRow.shape.asksForPerson,
});

/**
 * The rows of a file with one JSON object per line.
 * @throws Error that names the lines which cannot be used
 */
export function readTrainingFile(file: string): TrainingRow[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  const read = lines.flatMap((line, index) => (line.trim() === '' ? [] : [{ number: index + 1, row: rowOf(line) }]));
  const faults = read.flatMap(({ number, row }) => (typeof row === 'string' ? [`line ${number}: ${row}`] : []));
  if (faults.length > 0) throw new Error(faultText(file, faults));
  return read.flatMap(({ row }) => (typeof row === 'string' ? [] : [row]));
}

function rowOf(line: string): TrainingRow | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return 'is not JSON';
  }
  const parsed = Line.safeParse(value);
  if (!parsed.success) return parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join(', ');
  const { text, label, asksForPerson } = parsed.data;
  return asksForPerson === undefined ? { text, label } : { text, label, asksForPerson };
}

function faultText(file: string, faults: readonly string[]): string {
  const more = faults.length > FAULTS_SHOWN ? [`and ${faults.length - FAULTS_SHOWN} more`] : [];
  return [`${file} cannot be learnt from:`, ...faults.slice(0, FAULTS_SHOWN), ...more].join('\n  ');
}
