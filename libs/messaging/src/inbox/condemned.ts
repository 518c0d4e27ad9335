import { TerminalError } from '@mesh/kernel';
import { type InboxRow, messageOf } from './inbox-row';
import { checkMessage } from './raw-message';

/**
 * The row with checked data. What was condemned is looked at once more: a redrive may come after an upgrade that knows
 * the message. @throws TerminalError with the code of the fault while it may not be handled
 */
export function readAgain(row: InboxRow): InboxRow {
  if (row.condemned === null) return row;
  const read = row.condemned === 'MESSAGE_NOT_JSON' ? undefined : checkMessage(messageOf(row));
  if (read?.kind === 'valid') return { ...row, data: read.message.data };
  throw new TerminalError(row.condemned, 'the message was found to be faulty when it came in');
}
