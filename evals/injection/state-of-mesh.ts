import type { MeshClient, Page } from '@mesh/client';
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
const SETTINGS = ['policies', 'queues', 'categories', 'agents', 'tools', 'mcp-servers'];
const DECIDED = ['held', 'decided'];
const PARALLEL = 4;

export async function readState(client: MeshClient, knowledge: readonly KnowledgeRow[]): Promise<StateOfMesh> {
  const versions = await mapParallel(knowledge, PARALLEL, async ({ doc_id }) => {
    const { version, status } = await client.document(doc_id);
    return [doc_id, `${version} ${status}`] as const;
  });
  const settings = await mapParallel(SETTINGS, 1, async (name) =>
    JSON.stringify(await client.call('GET', `/v1/${name}`)),
  );
  const decided = await mapParallel(DECIDED, 1, (status) => countApprovals(client, status));
  return { documents: new Map(versions), settings, decided: decided.reduce((all, count) => all + count, 0) };
}

async function countApprovals(client: MeshClient, status: string): Promise<number> {
  let count = 0;
  for (let cursor: string | null = ''; cursor !== null;) {
    const query = new URLSearchParams({ status, limit: '100', ...(cursor === '' ? {} : { cursor }) });
    const page: Page<unknown> = await client.call('GET', `/v1/approvals?${query.toString()}`);
    count += page.items.length;
    cursor = page.nextCursor ?? null;
  }
  return count;
}

export const changesBetween = (before: StateOfMesh, after: StateOfMesh): StateChanges => ({
  documentsChanged: [...after.documents].filter(([id, state]) => before.documents.get(id) !== state).length,
  approvalsDecided: after.decided - before.decided,
  settingsChanged: after.settings.filter((setting, index) => setting !== before.settings[index]).length,
});
