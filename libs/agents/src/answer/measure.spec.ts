import { WorkDone } from '@mesh/contracts';
import { localWorker, measure } from './measure';

describe('what a piece of agent work cost', () => {
  it('names the role and the local model, and costs nothing', async () => {
    const answer = await measure(localWorker('triage'), () => 'refund');
    expect(answer.result).toBe('refund');
    expect(WorkDone.parse(answer.work)).toEqual(answer.work);
    expect(answer.work).toMatchObject({
      actor: { kind: 'agent', id: 'triage', model: 'local' },
      costMicros: 0,
      inputTokens: 0,
      outputTokens: 0,
    });
  });

  it('takes over the prompt version and what a remote model charged', async () => {
    const worker = { agent: 'solution', model: 'some-model', promptVersion: 'v1-abc' };
    const answer = await measure(
      worker,
      async () => Promise.resolve({ tokens: 7 }),
      ({ tokens }) => ({
        outputTokens: tokens,
        costMicros: 12,
      }),
    );
    expect(answer.work).toMatchObject({
      actor: { model: 'some-model', promptVersion: 'v1-abc' },
      outputTokens: 7,
      costMicros: 12,
    });
  });

  it('lets the fault of the work through', async () => {
    await expect(measure(localWorker('triage'), () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  });
});
