import { CompleteStep, type StepRef, Wake, sourceOf } from '@mesh/contracts';
import { RIG_HEADER, type TopicEntry } from '../rig/broker';
import { judgeAnswers } from './answer-rule';

const TICKET = '01890000-0000-7000-8000-000000000001';
const step = (n: number, attempt = 1): StepRef => ({
  ticketId: TICKET,
  turn: 1,
  stepId: `01890000-0000-7000-8000-00000000010${n}`,
  attempt,
});

const entry = (id: string, of: StepRef, more: TopicEntry['headers'] = {}): TopicEntry => ({
  topic: CompleteStep.topic,
  partition: 0,
  offset: 0n,
  key: null,
  value: Buffer.from(JSON.stringify({ step: of })),
  headers: {
    ce_id: Buffer.from(id),
    ce_source: Buffer.from(sourceOf('triage')),
    ce_type: Buffer.from(CompleteStep.type),
    ...more,
  },
});

describe('the results of a step', () => {
  it('are one, however often it is delivered', () => {
    expect(judgeAnswers([entry('r1', step(1)), entry('r1', step(1)), entry('r2', step(2))])).toEqual([]);
  });

  it('may be two when it was asked for twice', () => {
    expect(judgeAnswers([entry('r1', step(1)), entry('r2', step(1, 2))])).toEqual([]);
  });

  it('are a duplicate when an agent has worked twice', () => {
    expect(judgeAnswers([entry('r1', step(1)), entry('r2', step(1))])).toEqual([
      { kind: 'duplicate', text: `step ${step(1).stepId} (attempt 1) of /support-mesh/triage led to 2 results` },
    ]);
  });

  it('are not what the rig has put there, not other commands, not the gateway and not what cannot be read', () => {
    const copy = entry('r2', step(1), { [RIG_HEADER]: '1' });
    const timer = entry('r3', step(1), { ce_type: Buffer.from(Wake.type) });
    const gateway = entry('r5', step(1), { ce_source: Buffer.from(sourceOf('gateway')) });
    const broken = ['{', '{}', 'null'].map((text) => ({ ...entry('r4', step(1)), value: Buffer.from(text) }));
    expect(judgeAnswers([entry('r1', step(1)), copy, timer, gateway, ...broken])).toEqual([]);
  });
});
