import { Logger, METRICS, Metrics } from '@mesh/observability';
import { waitFor } from '@mesh/testing';
import type { Consumer } from 'kafkajs';
import { EventEmitter } from 'node:events';
import { ConsumerLife, type ConsumerPlan } from './consumer-life';
import { ConsumerMetrics } from './consumer-metrics';
import { KafkaReceiver } from './kafka-receiver';
import { LagProbe } from './lag-probe';

const LIMITS = {
  intake: { pauseAbove: 10, resumeBelow: 5 },
  supervision: { lookEveryMs: 5, probeEveryMs: 10_000, standstillMs: 80, giveUpMs: 300 },
  stopDeadlineMs: 20,
};

/** As much of the client's consumer as the receiver sees; it joins when it is run. */
class ScriptedConsumer extends EventEmitter {
  readonly events = {
    CRASH: 'crash',
    FETCH: 'fetch',
    END_BATCH_PROCESS: 'end-batch',
    GROUP_JOIN: 'join',
    REBALANCING: 'rebalancing',
  };
  ended = false;

  constructor(
    private readonly connects: () => Promise<void>,
    private readonly ends: () => Promise<void> = () => Promise.resolve(),
  ) {
    super();
  }

  connect(): Promise<void> {
    return this.connects();
  }

  subscribe(): Promise<void> {
    return Promise.resolve();
  }

  run(): Promise<void> {
    this.emit('join', { payload: { memberAssignment: { commands: [0] } } });
    return Promise.resolve();
  }

  crash(): void {
    this.emit('crash', { payload: { error: new Error('the group does not know it') } });
  }

  disconnect(): Promise<void> {
    this.ended = true;
    return this.ends();
  }
}

const never = (): Promise<void> => new Promise(() => undefined);

function receiverWith(makeConsumer: () => ScriptedConsumer) {
  const metrics = new Metrics('triage', { withProcess: false });
  const consumers: ScriptedConsumer[] = [];
  const deaths: Error[] = [];
  const newLife = (crashed: (error: Error) => void): ConsumerLife => {
    const consumer = makeConsumer();
    consumers.push(consumer);
    const plan = { topics: ['commands'], receive: never, joined: () => undefined, crashed };
    return new ConsumerLife(consumer as unknown as Consumer, plan as unknown as ConsumerPlan);
  };
  const admin = {
    connect: () => Promise.resolve(),
    disconnect: () => Promise.resolve(),
    fetchOffsets: () => Promise.resolve([]),
    fetchTopicOffsets: () => Promise.resolve([]),
  };
  const receiver = new KafkaReceiver(
    {
      newLife,
      probe: new LagProbe(admin, 'group'),
      waiting: () => Promise.resolve(0),
      fatal: (error) => deaths.push(error),
      logger: Logger.silent(),
      metrics: new ConsumerMetrics(metrics),
    },
    LIMITS,
  );
  receiver.listen(() => undefined);
  const crashes = () => metrics.registry.getSingleMetricAsString(METRICS.consumerCrashes);
  return { receiver, consumers, deaths, crashes };
}

describe('the receiver of a service', () => {
  it('P1, P8: replaces a consumer that has ended, and is unwell meanwhile', async () => {
    const { receiver, consumers, crashes } = receiverWith(() => new ScriptedConsumer(() => Promise.resolve()));
    await waitFor('health', () =>
      receiver.checkHealth().then(
        () => true,
        () => false,
      ),
    );
    consumers[0]?.crash();
    await expect(receiver.checkHealth()).rejects.toMatchObject({ code: 'KAFKA_NOT_JOINED' });
    await waitFor('another consumer', () => consumers.length === 2);
    await waitFor('health', () => receiver.checkHealth().then(() => true));
    expect(await crashes()).toContain('restart="true",service="triage"} 1');
    await receiver.close();
  });

  it('F32, P9: replaces a consumer that hangs, even when it never lets itself be stopped', async () => {
    const { receiver, consumers, deaths } = receiverWith(() => new ScriptedConsumer(() => Promise.resolve(), never));
    await waitFor('another consumer', () => consumers.length >= 2);
    expect(consumers[0]?.ended).toBe(true);
    expect(deaths).toEqual([]);
    await receiver.close();
  });

  it('P16: ends the process when no consumer could get to work for too long', async () => {
    const away = () => Promise.reject(new Error('no brokers'));
    const { receiver, consumers, deaths, crashes } = receiverWith(() => new ScriptedConsumer(away));
    await waitFor('the end', () => deaths.length > 0);
    expect(deaths[0]).toMatchObject({ code: 'KAFKA_NOT_CONSUMING' });
    expect(consumers.length).toBeGreaterThan(1);
    expect(await crashes()).toMatch(/restart="false",service="triage"\} [1-9]/);
    await receiver.close();
  });
});
