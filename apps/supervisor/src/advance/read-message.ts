import {
  CompleteStep,
  type DataOf,
  FailStep,
  type MessageDefinition,
  RecordApproval,
  RecordDelivery,
  RecordPersonAction,
  StartTurn,
  Wake,
} from '@mesh/contracts';
import { TerminalError } from '@mesh/kernel';
import { readRecordApproval, type ShownDraft } from './read-approval';
import { readCompleteStep, readDelivery, readFailStep, readWake } from './read-step';
import { readPersonAction, readStartTurn } from './read-turn';
import type { Reading } from './reading';

type Reader = (data: unknown, shown: ShownDraft) => Reading;

/** The data was checked against its schema when the message was received. */
const reader = <Definition extends MessageDefinition>(
  definition: Definition,
  read: (data: DataOf<Definition>, shown: ShownDraft) => Reading,
): [string, Reader] => [definition.type, (data, shown) => read(data as DataOf<Definition>, shown)];

const READERS: ReadonlyMap<string, Reader> = new Map([
  reader(StartTurn, readStartTurn),
  reader(CompleteStep, (data, { policyVersion }) => readCompleteStep(data, policyVersion)),
  reader(FailStep, readFailStep),
  reader(RecordApproval, readRecordApproval),
  reader(RecordPersonAction, readPersonAction),
  reader(RecordDelivery, readDelivery),
  reader(Wake, readWake),
]);

/** Splits a message into what the workflow sees and the texts. @throws TerminalError `MESSAGE_UNKNOWN` */
export function readMessage(message: { readonly type: string; readonly data: unknown }, shown: ShownDraft): Reading {
  const read = READERS.get(message.type);
  if (!read) throw new TerminalError('MESSAGE_UNKNOWN', 'the supervisor does not obey this kind of message');
  return read(message.data, shown);
}

/** Whether the draft that people saw is needed to read a message. */
export function needsShownDraft(message: { readonly type: string; readonly data: unknown }): boolean {
  if (message.type !== RecordApproval.type) return false;
  const data = message.data as DataOf<typeof RecordApproval>;
  return data.outcome === 'decided' && data.decision === 'edit';
}
