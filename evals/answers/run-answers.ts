import type { MeshClient } from '@mesh/client';
import { type KnowledgeRow, loadKnowledge } from '../../tools/running-mesh/load-knowledge';
import { mapParallel, submit, untilResting } from '../../tools/running-mesh/tickets';
import type { Asked, QueryRow } from './answers-report';

export interface AnswersRun {
  readonly knowledge: readonly KnowledgeRow[];
  readonly queries: readonly QueryRow[];
  /** Told apart in Idempotency-Keys, so that a repeated run asks anew. */
  readonly runId: string;
  readonly progress: (line: string) => void;
}

const PARALLEL = 8;
const TICKET_TIMEOUT_MS = 180_000;

/** Sends every question as a ticket through a real mesh and waits for its end. */
export async function runAnswers(client: MeshClient, run: AnswersRun): Promise<Asked[]> {
  run.progress(`loading ${run.knowledge.length} documents`);
  await loadKnowledge(client, run.knowledge);
  run.progress(`asking ${run.queries.length} questions`);
  return mapParallel(run.queries, PARALLEL, async (query, index) => {
    const id = await submit(
      client,
      {
        body: query.query,
        customer: { email: `customer${index}@example.com`, name: 'Customer' },
        channel: 'email',
        externalId: query.id,
      },
      `${run.runId}-${query.id}`,
    );
    return { query, ticket: await untilResting(client, id, TICKET_TIMEOUT_MS) };
  });
}
