import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { waitFor } from '@mesh/testing';
import { type AskedQuestion, ModelCounterpart } from '../../../tools/model-counterpart';
import { think } from '../../../tools/model-counterpart/brain/think';
import { sentencesOf } from '../../../tools/model-counterpart/brain/words';
import { type RunningMesh, spawnMesh, startMesh, within } from '../../../tools/running-mesh/start-mesh';
import { submit, untilResting } from '../../../tools/running-mesh/tickets';

jest.setTimeout(180_000);

interface Passage {
  readonly evidenceId: string;
  readonly text: string;
}

/** Writes another true sentence each time that it is asked. */
class FickleModel {
  readonly asked: string[] = [];
  readonly drafts: string[] = [];

  readonly answer = (question: AskedQuestion): unknown => {
    this.asked.push(question.task);
    if (question.task !== 'draft_reply') return think(question, false);
    const [passage] = (question.data['passages'] ?? []) as readonly Passage[];
    const sentences = sentencesOf(passage?.text ?? '');
    const quote = sentences[this.drafts.length % sentences.length] ?? '';
    this.drafts.push(quote);
    return { paragraphs: [{ sentences: [{ text: quote, evidenceId: passage?.evidenceId ?? null, quote }] }] };
  };

  calls(task: string): number {
    return this.asked.filter((one) => one === task).length;
  }
}

describe('F59: killed around the journal, with a model that answers differently each time', () => {
  let counterpart: ModelCounterpart;
  let model: FickleModel;
  let dataDir: string;
  let mesh: RunningMesh | undefined;

  beforeEach(async () => {
    model = new FickleModel();
    counterpart = await new ModelCounterpart().start();
    dataDir = mkdtempSync(path.join(tmpdir(), 'support-mesh-paid-'));
  });
  afterEach(async () => {
    await mesh?.stop();
    await counterpart.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const environment = () => ({
    MESH_ENVIRONMENT: 'testing',
    MESH_ADMIN_KEY: 'paid-once-admin-key-0123456789',
    OPENAI_BASE_URL: counterpart.url,
    OPENAI_API_KEY: 'fickle',
    INBOX_LEASE_MS: '2000',
    INBOX_JOURNAL_AFTER_MS: '0',
    LOG_LEVEL: 'warn',
  });

  /** A mesh that stands before the draft: triage and research are done, and the model is silent. */
  async function untilDraftIsAskedFor(): Promise<string> {
    mesh = await startMesh({ dataDir, environment: environment() });
    counterpart.answering = (question) => {
      if (question.task === 'find_evidence') counterpart.standing = { trouble: 'hang' };
      return model.answer(question);
    };
    const ticket = { body: 'How do I reset my password?', customer: { email: 'robin@example.com' } };
    const id = await submit(mesh.client, ticket, 'paid-once');
    await waitFor('the draft to be asked for', () => counterpart.questions.some(({ task }) => task === 'draft_reply'));
    await mesh.kill();
    counterpart.standing = {};
    return id;
  }

  it.each([
    ['after_prepare_before_journal', 'at most once more', 2],
    ['after_journal_before_commit', 'never again', 1],
  ])(
    'at %s: the finished call is paid for %s, and what is published is what was kept',
    async (point, _often, calls) => {
      const id = await untilDraftIsAskedFor();
      mesh = await spawnMesh({ dataDir, environment: { ...environment(), CRASH_AT: `${point}:1` } });
      expect(await within(mesh.ended, 60_000)).toBe('SIGKILL');
      expect(model.drafts).toHaveLength(1);

      mesh = await startMesh({ dataDir, environment: environment() });
      const ended = await untilResting(mesh.client, id, 60_000);
      expect(model.drafts).toHaveLength(calls);
      expect(['classify_ticket', 'find_evidence', 'review_draft'].map((task) => model.calls(task))).toEqual([1, 1, 1]);
      const published = ended?.reply?.body ?? ended?.draft?.body ?? '';
      expect(published).toContain(model.drafts.at(-1));
      for (const other of model.drafts.slice(0, -1)) expect(published).not.toContain(other);
    },
  );
});
