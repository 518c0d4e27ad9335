import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type MeshClient, type Ticket, dataOf } from '@mesh/client';
import { type QueryRow, reportOf } from '../../evals/answers/answers-report';
import { runAnswers } from '../../evals/answers/run-answers';
import { readJsonl } from '../running-mesh/jsonl';
import type { KnowledgeRow } from '../running-mesh/load-knowledge';
import { startMesh } from '../running-mesh/start-mesh';
import { submit, untilResting } from '../running-mesh/tickets';
import { waitFor } from '@mesh/testing';
import { DistributedMesh } from './distributed-mesh';

jest.setTimeout(240_000);

const knowledge = readJsonl<KnowledgeRow>('evals/samples/kb.jsonl');
const queries = readJsonl<QueryRow>('evals/samples/queries.jsonl');

/** End, reason and cited documents of every sample question. */
async function endsOf(client: MeshClient) {
  const asked = await runAnswers(client, { knowledge, queries, runId: 'equal', progress: () => undefined });
  return reportOf(asked).perQuery;
}

interface Totals {
  readonly volumes: Readonly<Record<string, unknown>>;
  readonly outcomes: Readonly<Record<string, unknown>>;
  readonly cost: { readonly micros: number };
  readonly approvals: { readonly requested: number };
  readonly feedback: { readonly given: number; readonly solved: number };
}

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

  let asked = 0;
  const endOf = async (body: string): Promise<Ticket> => {
    const ticket = { body, customer: { email: `ada${(asked += 1)}@example.com` } };
    const ended = await untilResting(mesh.client, await submit(mesh.client, ticket, `end-${asked}`), 60_000);
    if (ended === undefined) throw new Error(`the ticket did not end: ${body}`);
    return ended;
  };

  it('brings every sample question to the same end, reason and cited documents as the embedded profile', async () => {
    const distributed = await endsOf(mesh.client);
    const embedded = await startMesh({ environment: { SAMPLE_KNOWLEDGE_ENABLED: 'false' } });
    try {
      expect(distributed).toEqual(await endsOf(embedded.client));
    } finally {
      await embedded.stop();
      embedded.remove();
    }
    expect(distributed.filter(({ end }) => end === 'resolved').length).toBeGreaterThan(2);
  });

  it('tells data teams on Kafka what the API says: the example consumer comes to the totals of the summary', async () => {
    const answered = await endOf('How can I export my calendar to a file?');
    const at = ({ id }: Ticket) => ({ params: { path: { id } } });
    const rating = { solved: true, rating: 5 };
    await mesh.client.api.POST('/v1/tickets/{id}/feedback', { ...at(answered), body: rating });
    await endOf('let me talk to a human');
    const asksMoney = await endOf('I want my money back for the last order, please refund it.');
    expect(asksMoney.status).toBe('awaiting_approval');
    const handled = await endOf('Hello?');
    const reply = { body: 'How can we help?', resolve: true };
    await mesh.client.api.POST('/v1/tickets/{id}/replies', { ...at(handled), body: reply });
    const types = async () => (await mesh.client.timeline(handled.id)).map(({ type }) => type);
    await waitFor('the fact of the person’s answer', async () => (await types()).includes('resolved'));

    const expected = await dataOf(mesh.client.api.GET('/v1/analytics/summary'));
    const { given, solved } = expected.feedback;
    const counted = JSON.parse(
      execFileSync(
        process.execPath,
        ['examples/analytics-consumer/main.mjs', '--brokers', mesh.servers.kafka.brokers, '--until-end', '--json'],
        { encoding: 'utf8', timeout: 60_000 },
      ),
    ) as Totals;
    const { byChannel: _, ...volumes } = expected.volumes;
    const { durable: _durable, replies: _replies, ...outcomes } = expected.outcomes;
    expect(counted).toMatchObject({ volumes, outcomes, feedback: { given, solved } });
    expect(counted.cost.micros).toBe(expected.cost.micros);
    expect(counted.approvals.requested).toBe(expected.approvals.requested);
    expect(counted.volumes).toMatchObject({ created: queries.length + 4, awaitingApproval: 1 });
  });

  it('ends every process well when it is asked to', async () => {
    expect(Object.values(await mesh.stop())).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });
});
