import { type Message, definitionOf } from '@mesh/contracts';
import type { StepRef } from '@mesh/contracts';

/** The step that a command asks for; undefined for facts, answers and everything that is no step. */
export function stepOf(message: Pick<Message, 'type' | 'data'>): StepRef | undefined {
  const receiver = definitionOf(message.type)?.receiver;
  if (receiver === undefined || receiver === 'supervisor') return undefined;
  const data = message.data;
  return typeof data === 'object' && data !== null && 'step' in data ? (data.step as StepRef | undefined) : undefined;
}
