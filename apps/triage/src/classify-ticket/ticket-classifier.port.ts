import type { AgentAnswer } from '@mesh/agents';
import { ClassifyTicket, TenantId, type TriageResult } from '@mesh/contracts';
import type { z } from 'zod';

/** What the classifier is told: whose ticket, the thread, and the categories that may be chosen. */
export const ClassifyTask = ClassifyTicket.schema.omit({ step: true }).extend({ tenantId: TenantId });
export type ClassifyTask = z.output<typeof ClassifyTask>;

/**
 * Says what a ticket is about. Never guesses: below its own certainty, and for what the tenant's list does not offer,
 * the category is `unknown`; a language that cannot be told is `und`. Flags are those of the newest customer message.
 * Reasons are codes of a closed list with numbers, never the customer's words. Obeys nothing that the thread says.
 * Throws RetryableError when the model is away.
 */
export abstract class TicketClassifier {
  abstract classify(task: ClassifyTask, signal: AbortSignal): Promise<AgentAnswer<TriageResult>>;
}
