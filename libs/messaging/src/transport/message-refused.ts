import { TerminalError } from '@mesh/kernel';

/** A transport will never carry this message, however often it is tried. */
export class MessageRefused extends TerminalError {
  constructor(
    code: string,
    readonly messageId: string,
    readonly bytes: number,
    options?: ErrorOptions,
  ) {
    super(code, 'a message can never be published', { message_id: messageId, bytes }, options);
  }
}
