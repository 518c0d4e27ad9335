import { Injectable } from '@nestjs/common';
import { Id, type Message } from '@mesh/contracts';
import { type DeadLetter, FailStepPolicy, type WorkTransaction } from '@mesh/messaging';
import { z } from 'zod';
import { lockTicket } from '../tickets/ticket-row';
import { forceWithPerson } from './force-with-person';

/**
 * Whatever the gateway could not do for a ticket ends with a person, in the transaction that gives the message up; a
 * failed step is answered all the same, so that the supervisor knows.
 */
@Injectable()
export class GatewayDeadLetters extends FailStepPolicy {
  override async onDead(message: Message, letter: DeadLetter, tx: WorkTransaction): Promise<void> {
    await super.onDead(message, letter, tx);
    if (!Id.safeParse(message.subject).success) return;
    const ticket = await lockTicket(tx, message.subject);
    if (!ticket || ticket.status === 'closed' || turnOf(message) < ticket.turn) return;
    await forceWithPerson(tx, ticket, 'workflow_broken', [{ code: reasonCodeOf(letter.code) }]);
  }
}

const Step = z.object({ step: z.object({ turn: z.number() }) });

/** A step of an older turn hurts nobody; whatever is not a step counts as current. */
function turnOf(message: Message): number {
  const step = Step.safeParse(message.data);
  return step.success ? step.data.step.turn : Number.POSITIVE_INFINITY;
}

/** Error codes are capitals, reasons are not. */
const reasonCodeOf = (code: string): string => code.toLowerCase().replace(/[^a-z0-9_]/g, '_');
