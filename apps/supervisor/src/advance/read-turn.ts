import type { DataOf, RecordPersonAction, StartTurn, TurnInput } from '@mesh/contracts';
import { hashOf } from '@mesh/kernel';
import type { RecordPersonActionInput, StartTurnInput, TurnStart } from '../workflow/decide/workflow-input';
import type { Reading } from './reading';

/** Splits off the conversation, so that the workflow sees its hash alone. */
function readTurnInput({ conversation, policy, categories, awaitsReply, agents }: TurnInput): TurnStart {
  return {
    conversation: hashOf(conversation),
    channel: conversation.channel,
    priority: conversation.priority,
    messages: conversation.messages.length,
    omitted: conversation.omitted,
    policy,
    categories,
    awaitsReply,
    agents,
  };
}

export function readStartTurn({ ticketId, turn, messageId, input }: DataOf<typeof StartTurn>): Reading<StartTurnInput> {
  return {
    input: { kind: 'start_turn', ticketId, turn, messageId, start: readTurnInput(input) },
    texts: { conversation: input.conversation },
  };
}

export function readPersonAction(data: DataOf<typeof RecordPersonAction>): Reading<RecordPersonActionInput> {
  const { ticketId, turn, actor, action } = data;
  if (action.kind !== 'release')
    return { input: { kind: 'record_person_action', ticketId, turn, actor, action }, texts: {} };
  const release = { kind: action.kind, start: readTurnInput(action.input) };
  return {
    input: { kind: 'record_person_action', ticketId, turn, actor, action: release },
    texts: { conversation: action.input.conversation },
  };
}
