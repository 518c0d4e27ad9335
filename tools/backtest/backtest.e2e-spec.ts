import path from 'node:path';
import { readJsonl } from '../running-mesh/jsonl';
import { type KnowledgeRow, loadKnowledge } from '../running-mesh/load-knowledge';
import { type RunningMesh, startMesh } from '../running-mesh/start-mesh';
import { submit, untilResting } from '../running-mesh/tickets';
import type { Change } from './candidate';
import { runBacktest } from './run-backtest';

jest.setTimeout(180_000);

const KNOWLEDGE = readJsonl<KnowledgeRow>(path.join(process.cwd(), 'evals/samples/kb.jsonl'));
const QUESTIONS = [
  'How can I export my calendar to a file?',
  'How long is a team invitation valid?',
  'Talk to a human.',
];

describe('a backtest of a running mesh', () => {
  let mesh: RunningMesh;
  beforeAll(async () => {
    mesh = await startMesh({ environment: { SAMPLE_KNOWLEDGE_ENABLED: 'false' } });
    await loadKnowledge(mesh.client, KNOWLEDGE);
    for (const [at, body] of QUESTIONS.entries()) {
      const id = await submit(mesh.client, { body, customer: { id: `c-${at}` } }, `asked-${at}`);
      expect(await untilResting(mesh.client, id, 60_000)).toBeDefined();
    }
  });
  afterAll(async () => {
    await mesh.stop();
    mesh.remove();
  });

  const backtest = (change: Change) =>
    runBacktest(mesh.client, { range: { limit: 10 }, change, progress: () => undefined });

  it('finds no difference with the same configuration', async () => {
    expect(await backtest({})).toMatchObject({ tickets: 3, skipped: 0, changed: [], worse: 0 });
  });

  it('shows the ticket that loses its answer when a document is removed', async () => {
    const documents = KNOWLEDGE.filter(({ doc_id }) => doc_id !== 'export-calendar');
    const report = await backtest({
      documents: documents.map(({ doc_id: id, title, text: body }) => ({ id, title, body })),
    });
    expect(report.changed).toMatchObject([{ then: { outcome: 'sent', cited: ['export-calendar'] } }]);
    expect(report.changed[0]?.now.outcome).not.toBe('sent');
    expect(report.worse).toBe(1);
  });
});
