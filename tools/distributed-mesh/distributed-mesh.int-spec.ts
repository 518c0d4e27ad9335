import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadKnowledge } from '../running-mesh/load-knowledge';
import { submit, untilResting } from '../running-mesh/tickets';
import { DistributedMesh } from './distributed-mesh';

jest.setTimeout(180_000);

// It starts its own servers, so it runs where those behind KAFKA_JARS and REDIS_URL can be had.
describe('the distributed profile: seven processes on real servers', () => {
  let dataDir: string;
  let mesh: DistributedMesh;
  beforeAll(async () => {
    dataDir = mkdtempSync(path.join(tmpdir(), 'mesh-distributed-'));
    mesh = await DistributedMesh.start({ dataDir });
  });
  afterAll(async () => {
    await mesh.stop();
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  });

  it('answers a ticket from the knowledge it was given, and every process ends well when asked to', async () => {
    const { client } = mesh;
    await loadKnowledge(client, [
      {
        doc_id: 'parcel-times',
        title: 'How long a parcel takes',
        text: 'A parcel within the country takes two working days. Parcels abroad take five to eight working days.',
      },
    ]);
    const ticket = {
      body: 'How long does a parcel abroad take?',
      customer: { email: 'ada@example.com' },
      externalId: 'first',
    };
    const ended = await untilResting(client, await submit(client, ticket, 'first'), 60_000);
    expect(ended).toMatchObject({ status: 'resolved' });
    expect(ended?.reply?.citations.map(({ documentId }) => documentId)).toContain('parcel-times');
    const { items } = await client.call<{ items: { type: string }[] }>('GET', `/v1/tickets/${ended?.id}/timeline`);
    expect(items.map(({ type }) => type)).toEqual([
      'received',
      'triaged',
      'researched',
      'drafted',
      'reviewed',
      'decided',
      'reply_sent',
      'resolved',
    ]);
    expect(Object.values(await mesh.stop())).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });
});
