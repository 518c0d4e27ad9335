import { Injectable } from '@nestjs/common';
import { type AgentAnswer, localWorker, measure } from '@mesh/agents';
import type { HandoverPackage } from '@mesh/contracts';
import { phrasesOf } from './handover-phrases';
import { HandoverTask, HandoverWriter } from './handover-writer.port';
import { whatIsAsked, whatWasBefore, whoWrites } from './summarize-thread';
import { howUnderstood, whatWasDrafted, whatWasFound } from './summarize-work';

/** Puts the package together from the thread and the results of the steps; needs no model. */
@Injectable()
export class LocalHandoverWriter extends HandoverWriter {
  write(task: HandoverTask): Promise<AgentAnswer<HandoverPackage>> {
    return measure(localWorker('escalation'), () => packageOf(task));
  }
}

/** Pure: the same task gives the same package. */
export function packageOf(task: HandoverTask): HandoverPackage {
  const { why, next } = phrasesOf(task.reason);
  const lines = [
    `${whoWrites(task.conversation)} ${howUnderstood(task.triage)}`,
    whatIsAsked(task.conversation),
    whatWasBefore(task.conversation),
    `${whatWasFound(task.evidence)} ${whatWasDrafted(task.draft, task.verdict)}`,
    `It comes to you because ${why}.`,
  ];
  return { summary: lines.filter((line) => line !== undefined).join('\n'), suggestedNextStep: next };
}
