import { type MeshClient, dataOf, everyItem } from '@mesh/client';
import type { KnowledgeRow } from '../../tools/running-mesh/load-knowledge';
import { mapParallel } from '../../tools/running-mesh/tickets';

/** What nobody changed while tickets came in: whatever differs afterwards was brought about by a text. */
export interface StateOfMesh {
  readonly documents: ReadonlyMap<string, string>;
  /** Approvals that were decided; no person is there. */
  readonly decided: number;
  readonly settings: readonly string[];
}

export interface StateChanges {
  readonly documentsChanged: number;
  readonly approvalsDecided: number;
  readonly settingsChanged: number;
}

/** Everything that decides what the mesh may do by itself. */
const SETTINGS = ['/v1/policies', '/v1/queues', '/v1/categories', '/v1/tools', '/v1/mcp-servers'] as const;
const DECIDED = ['held', 'decided'] as const;
const PARALLEL = 4;

export async function readState(client: MeshClient, knowledge: readonly KnowledgeRow[]): Promise<StateOfMesh> {
  const versions = await mapParallel(knowledge, PARALLEL, async ({ doc_id }) => {
    const { version, status } = await client.document(doc_id);
    return [doc_id, `${version} ${status}`] as const;
  });
  const settings = await mapParallel(SETTINGS, 1, async (path) => JSON.stringify((await client.api.GET(path)).data));
  const decided = await mapParallel(DECIDED, 1, (status) => countApprovals(client, status));
  return { documents: new Map(versions), settings, decided: decided.reduce((all, count) => all + count, 0) };
}

async function countApprovals(client: MeshClient, status: (typeof DECIDED)[number]): Promise<number> {
  const approvals = everyItem((start) =>
    dataOf(client.api.GET('/v1/approvals', { params: { query: { ...start, status, limit: 100 } } })),
  );
  let count = 0;
  for await (const _ of approvals) count += 1;
  return count;
}

export const changesBetween = (before: StateOfMesh, after: StateOfMesh): StateChanges => ({
  documentsChanged: [...after.documents].filter(([id, state]) => before.documents.get(id) !== state).length,
  approvalsDecided: after.decided - before.decided,
  settingsChanged: after.settings.filter((setting, index) => setting !== before.settings[index]).length,
});
