import { v5, v7 } from 'uuid';

const NAMESPACE = 'b3f4d5a0-7f1e-5c1b-9a52-6d1f0c9e2a41';

/** The same parts always give the same id, so a repeated piece of work writes the same row (UUID version 5). */
export function derivedId(...parts: readonly (string | number)[]): string {
  return v5(parts.join('\u001f'), NAMESPACE);
}

/** A new id that sorts by time (UUID version 7); only for things that enter from outside, such as a ticket. */
export function newId(): string {
  return v7();
}

/** Id of a step: one per ticket, turn, node of the workflow and round of the revise loop. */
export const stepIdOf = (ticketId: string, turn: number, node: string, round: number): string =>
  derivedId('step', ticketId, turn, node, round);

/** Id of the n-th decision that a person took on an approval. */
export const personDecisionIdOf = (approvalId: string, n: number): string => derivedId('decision', approvalId, n);

/** Id of a fact: one per ticket and sequence. */
export const factIdOf = (ticketId: string, sequence: number): string => derivedId('fact', ticketId, sequence);
