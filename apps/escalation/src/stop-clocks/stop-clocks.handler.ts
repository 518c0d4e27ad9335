import {
  TicketApprovalDecided,
  TicketApprovalExpired,
  TicketApprovalSuperseded,
  TicketClosed,
  TicketReleased,
  TicketReplySent,
  TicketResolved,
} from '@mesh/contracts';
import { Handles, type MessageHandler, type MessageOf, type WorkTransaction } from '@mesh/messaging';
import { clockTimerId } from '../clocks/clock';
import { stopClocks } from '../clocks/pg-clocks';

type StoppingFact =
  | typeof TicketApprovalDecided
  | typeof TicketApprovalExpired
  | typeof TicketApprovalSuperseded
  | typeof TicketClosed
  | typeof TicketReleased
  | typeof TicketReplySent
  | typeof TicketResolved;

const ABOUT_APPROVALS: ReadonlySet<string> = new Set([
  TicketApprovalDecided.type,
  TicketApprovalExpired.type,
  TicketApprovalSuperseded.type,
]);

/** Somebody has taken care of the ticket, or it is back with the mesh: nobody is waited for any more. */
@Handles(
  TicketApprovalDecided,
  TicketApprovalExpired,
  TicketApprovalSuperseded,
  TicketClosed,
  TicketReleased,
  TicketReplySent,
  TicketResolved,
)
export class StopClocksHandler implements MessageHandler<StoppingFact> {
  async commit(fact: MessageOf<StoppingFact>, _: void, tx: WorkTransaction): Promise<void> {
    const { ticketId, turn } = fact.data;
    const stopped = await stopClocks(tx.sql, {
      ticketId,
      upToTurn: turn,
      cause: fact.type.split('.').at(-2) ?? fact.type,
      ...(ABOUT_APPROVALS.has(fact.type) ? { purpose: 'approval' as const } : {}),
    });
    for (const { stepId, breaches } of stopped) tx.cancelTimer(clockTimerId(stepId, breaches));
  }
}
