import type { MeshClient } from '@mesh/client';
import { pause } from './start-mesh';
import { mapParallel, patiently } from './tickets';

export interface KnowledgeRow {
  readonly doc_id: string;
  readonly title: string;
  readonly text: string;
  readonly url?: string;
  readonly internal?: boolean;
}

/** Stores the documents under their own ids and waits until each is live. */
export async function loadKnowledge(
  client: MeshClient,
  rows: readonly KnowledgeRow[],
  timeoutMs = 180_000,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  await mapParallel(rows, 4, (row) =>
    patiently(deadline, () =>
      client.putDocument(row.doc_id, {
        title: row.title,
        body: row.text,
        ...(row.url === undefined ? {} : { url: row.url }),
        ...(row.internal ? { audience: 'internal' as const } : {}),
      }),
    ),
  );
  await mapParallel(rows, 4, async (row) => {
    while ((await patiently(deadline, () => client.document(row.doc_id))).status !== 'live') {
      if (Date.now() > deadline) throw new Error(`document ${row.doc_id} is not live in time`);
      await pause(100);
    }
  });
}
