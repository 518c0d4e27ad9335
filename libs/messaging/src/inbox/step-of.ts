import { type Message, StepRef, definitionOf } from '@mesh/contracts';

/** The turn is a column of the inbox, an integer of Postgres. */
const StorableStep = StepRef.extend({ turn: StepRef.shape.turn.max(2_147_483_647) });

/** The step that a command asks for; undefined for facts, answers and everything that is no step. Trusts no data. */
export function stepOf(message: Pick<Message, 'type' | 'data'>): StepRef | undefined {
  const receiver = definitionOf(message.type)?.receiver;
  if (receiver === undefined || receiver === 'supervisor') return undefined;
  const data = message.data;
  if (typeof data !== 'object' || data === null || !('step' in data)) return undefined;
  return StorableStep.safeParse(data.step).data;
}
