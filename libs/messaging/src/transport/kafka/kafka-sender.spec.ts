import { RetryableError } from '@mesh/kernel';
import { KafkaSender, type SendingClient } from './kafka-sender';
import { type TopicRecord, chunksOf } from './record-chunks';

const record = (key: string, bytes = 10): TopicRecord => ({
  topic: 'commands',
  record: { key, value: 'x'.repeat(bytes), headers: {} },
});

const clientThat = (send: () => Promise<never[]>) => {
  const calls = { made: 0, sent: 0, ended: 0 };
  const newClient = (): SendingClient => {
    calls.made += 1;
    return {
      connect: () => Promise.resolve(),
      disconnect: () => Promise.resolve(void (calls.ended += 1)),
      sendBatch: () => {
        calls.sent += 1;
        return send();
      },
    };
  };
  return { calls, sender: new KafkaSender(newClient, { compression: 'none', sendDeadlineMs: 30 }) };
};

describe('publishing to Kafka', () => {
  it('gives up a send that never settles, to be tried again with another client', async () => {
    const { calls, sender } = clientThat(() => new Promise(() => undefined));
    await expect(sender.send([record('a')])).rejects.toMatchObject({ code: 'KAFKA_SEND_LATE' });
    await expect(sender.send([record('a')])).rejects.toBeInstanceOf(RetryableError);
    expect(calls).toEqual({ made: 2, sent: 2, ended: 2 });
  });

  it('reports what the client refuses as worth another try', async () => {
    const { sender } = clientThat(() => Promise.reject(new TypeError('broken')));
    await expect(sender.send([record('a')])).rejects.toMatchObject({ code: 'KAFKA_SEND_FAILED' });
  });

  it('goes on with the same client while all is well, and lets go of it at the end', async () => {
    const { calls, sender } = clientThat(() => Promise.resolve([]));
    await sender.send([record('a')]);
    await sender.send([record('b')]);
    await sender.close();
    expect(calls).toEqual({ made: 1, sent: 2, ended: 1 });
  });

  it('cuts a large batch into pieces, in order, and sends a giant alone', () => {
    const records = [record('1', 1_000), record('2', 1_000), record('3', 9_000), record('4', 10)];
    const keys = chunksOf(records, 4_000).map((chunk) => chunk.map((entry) => entry.record.key));
    expect(keys).toEqual([['1', '2'], ['3'], ['4']]);
  });
});
