import { steersMachine } from '@mesh/agents';
import type { HandoverPackage } from '@mesh/contracts';
import { RetryableError } from '@mesh/kernel';
import { maskPii } from '@mesh/text';
import { z } from 'zod';
import { phrasesOf } from './handover-phrases';
import type { HandoverTask } from './handover-writer.port';
import { whoWrites } from './summarize-thread';

/** What a model is asked to write for the person. */
export const ModelHandover = z.strictObject({
  summary: z.string().max(3_000),
  suggestedNextStep: z.string().max(1_000),
});
export type ModelHandover = z.output<typeof ModelHandover>;

/**
 * The package with a model's words between what is known for certain: who writes, and why it comes to a person.
 * @throws RetryableError `HANDOVER_NOT_USABLE` when the words are empty or aimed at a machine
 */
export function packageWith(said: ModelHandover, task: HandoverTask): HandoverPackage {
  const [summary, suggestedNextStep] = [said.summary, said.suggestedNextStep].map((text) => maskPii(text.trim()).text);
  if (!summary || !suggestedNextStep) throw notUsable('empty');
  if (steersMachine(summary) || steersMachine(suggestedNextStep)) throw notUsable('steers_machine');
  const why = `It comes to you because ${phrasesOf(task.reason).why}.`;
  return {
    summary: [whoWrites(task.conversation), summary, why].join('\n').slice(0, 4_000),
    suggestedNextStep: suggestedNextStep.slice(0, 1_000),
  };
}

const notUsable = (reason: string): RetryableError =>
  new RetryableError('HANDOVER_NOT_USABLE', 'the hand-over of the model cannot be used', { reason });
