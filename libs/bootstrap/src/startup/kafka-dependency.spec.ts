import { ConfigSource } from '@mesh/config';
import { Logger } from '@mesh/observability';
import { KafkaDependency, kafkaDependency } from './kafka-dependency';

describe('what a starting service needs of Kafka', () => {
  let now = 0;
  const dependency = (missing: () => Promise<readonly string[]>) => {
    now = 0;
    return new KafkaDependency({ missing, patienceMs: 20_000, now: () => now });
  };
  const away = () => Promise.reject(new Error('connect ECONNREFUSED'));

  it('is nothing more when all topics are there', async () => {
    expect(await dependency(() => Promise.resolve([])).look()).toBeUndefined();
  });

  it('is the topics, for as long as it takes: nobody makes them but the init job', async () => {
    const kafka = dependency(() => Promise.resolve(['support.triage.commands.v1']));
    now = 600_000;
    expect(await kafka.look()).toMatchObject({ code: 'KAFKA_TOPICS_MISSING' });
  });

  it('is a broker, but only for a while: a gateway that is restarted in an outage takes tickets in', async () => {
    const kafka = dependency(away);
    now = 20_000;
    expect(await kafka.look()).toMatchObject({ code: 'KAFKA_UNAVAILABLE' });
    now = 20_001;
    expect(await kafka.look()).toBeUndefined();
  });

  it('is nothing at all where the messages go another way', () => {
    expect(kafkaDependency(new ConfigSource({}), Logger.silent(), 1)).toBeUndefined();
    const named = new ConfigSource({ KAFKA_BROKERS: 'broker:9092' });
    expect(kafkaDependency(named, Logger.silent(), 1)).toBeUndefined();
  });
});
