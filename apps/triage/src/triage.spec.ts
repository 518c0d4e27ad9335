import type { AgentAnswer } from '@mesh/agents';
import { CompleteStep, FailStep, type TriageResult } from '@mesh/contracts';
import { TerminalError } from '@mesh/kernel';
import { Scripted, messageFrom, testService } from '@mesh/testing';
import { aCommand, aStep } from '../test/samples';
import { TrainedClassifiers } from './classifiers/trained-classifiers.port';
import { TrainingController } from './classifiers/training.controller';
import { TicketClassifier } from './classify-ticket/ticket-classifier.port';
import { triage } from './triage.service';

const found = (category: string, confidence: number): AgentAnswer<TriageResult> => ({
  result: { category, confidence, priority: 'normal', sentiment: 'neutral', language: 'en', flags: [], reasons: [] },
  work: {
    actor: { kind: 'agent', id: 'triage', model: 'scripted' },
    durationMs: 1,
    costMicros: 0,
    inputTokens: 0,
    outputTokens: 0,
  },
});
const asked = messageFrom(aCommand('Where is my refund?'));

const triageWith = async (...answers: (AgentAnswer<TriageResult> | Error)[]) => {
  const model = new Scripted(...answers);
  const running = await testService(triage)
    .with({ TRIAGE_CONFIDENCE_FLOOR: '0.6' })
    .replace(TicketClassifier, { classify: model.answer })
    .start();
  return { running, model };
};

describe('when the supervisor asks what a ticket is about', () => {
  it.each([
    [0.92, 'refund'],
    [0.31, 'unknown'],
  ])('certainty %d is answered with %s', async (confidence, category) => {
    const { running } = await triageWith(found('refund', confidence));
    await running.deliver(asked);
    expect(await running.sent()).toMatchObject([
      {
        type: CompleteStep.type,
        subject: aStep.ticketId,
        causationId: asked.id,
        data: { step: aStep, result: { kind: 'classified', triage: { category, confidence } } },
      },
    ]);
    await running.stop();
  });

  it('answers once, and asks the model once, when the broker delivers twice', async () => {
    const { running, model } = await triageWith(found('refund', 0.92));
    await running.deliver(asked);
    await running.deliver(asked);
    expect(await running.sent()).toHaveLength(1);
    model.assertSpent();
    await running.stop();
  });

  it('puts the message aside with its reason when the model refuses', async () => {
    const { running } = await triageWith(new TerminalError('LLM_REFUSED', 'content policy'));
    await running.deliver(asked);
    expect(await running.deadLetters()).toEqual([{ messageId: asked.id, code: 'LLM_REFUSED' }]);
    expect(await running.sent()).toMatchObject([{ type: FailStep.type, data: { code: 'LLM_REFUSED' } }]);
    await running.stop();
  });

  it('answers by itself with what is shipped', async () => {
    const running = await testService(triage).start();
    await running.deliver(messageFrom(aCommand('I want a refund for my last order, please.')));
    expect(await running.sent(CompleteStep)).toMatchObject([
      { data: { result: { triage: { category: 'refund' } }, work: { actor: { id: 'triage', model: 'local' } } } },
    ]);
    await running.stop();
  });
});

describe('when a tenant trains its categories', () => {
  const rows = [
    ...['the roof leaks', 'rain drips from the roof', 'water through the roof'].map((text) => ({
      text,
      label: 'roof',
    })),
    ...['the engine stalls', 'engine is smoking', 'engine will not start'].map((text) => ({ text, label: 'engine' })),
  ];
  const caller = { tenantId: 'acme', role: 'admin' as const, actorId: 'key-1', correlationId: 'c-1' };

  it('uses the new classifier for the next ticket of that tenant only, and keeps it over a restart', async () => {
    const running = await testService(triage).with({ TRIAGE_CLASSIFIER_REFRESH_MS: '60000' }).start();
    const stored = running.get(TrainedClassifiers);
    expect(await stored.newest('acme')).toBeUndefined();
    const report = await running.get(TrainingController).train(caller, { rows });
    expect(report).toMatchObject({ version: 1, labels: ['engine', 'roof'], rows: 6 });
    expect((await stored.newest('acme'))?.version).toBe(1);
    expect(await stored.newest('other')).toBeUndefined();
    const rowsStored = await running.database.query('SELECT tenant_id, version FROM triage.classifiers');
    expect(rowsStored).toEqual([{ tenant_id: 'acme', version: 1 }]);
    await running.stop();
  });

  it('takes a model in a form of earlier days for none', async () => {
    const running = await testService(triage).with({ TRIAGE_CLASSIFIER_REFRESH_MS: '0' }).start();
    await running.get(TrainingController).train(caller, { rows });
    await running.database.query(
      `UPDATE triage.classifiers SET model = '{"version": 1, "labels": ["roof", "engine"]}'`,
    );
    expect(await running.get(TrainedClassifiers).newest('acme')).toBeUndefined();
    expect(await running.get(TrainingController).train(caller, { rows })).toMatchObject({ version: 2 });
    await running.stop();
  });

  it('lets a replica see what another one has trained', async () => {
    const running = await testService(triage).with({ TRIAGE_CLASSIFIER_REFRESH_MS: '0' }).start();
    const stored = running.get(TrainedClassifiers);
    await running.get(TrainingController).train(caller, { rows });
    await running.database.query(
      `INSERT INTO triage.classifiers (tenant_id, version, model, trained_on)
       SELECT tenant_id, 7, model, trained_on FROM triage.classifiers`,
    );
    expect((await stored.newest('acme'))?.version).toBe(7);
    expect(await running.get(TrainingController).train(caller, { rows })).toMatchObject({ version: 8 });
    expect(await running.database.query('SELECT version FROM triage.classifiers ORDER BY version')).toEqual([
      { version: 7 },
      { version: 8 },
    ]);
    await running.stop();
  });
});
