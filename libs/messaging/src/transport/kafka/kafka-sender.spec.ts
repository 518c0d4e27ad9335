import { RetryableError } from '@mesh/kernel';
import type { ICustomPartitioner, Kafka, PartitionMetadata, ProducerConfig } from 'kafkajs';
import { KafkaSender, type SendingClient, producerOf } from './kafka-sender';
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
  return { calls, sender: new KafkaSender(newClient, { compression: 'none', sendDeadlineMs: 30, mostBytes: 50_000 }) };
};

describe('publishing to Kafka', () => {
  it('P11: gives up a send that never settles, to be tried again with another client', async () => {
    const { calls, sender } = clientThat(() => new Promise(() => undefined));
    await expect(sender.send([record('a')])).rejects.toMatchObject({ code: 'KAFKA_SEND_LATE' });
    await expect(sender.send([record('a')])).rejects.toBeInstanceOf(RetryableError);
    expect(calls).toEqual({ made: 2, sent: 2, ended: 2 });
  });

  it('reports what the client refuses as worth another try', async () => {
    const { sender } = clientThat(() => Promise.reject(new TypeError('broken')));
    await expect(sender.send([record('a')])).rejects.toMatchObject({ code: 'KAFKA_SEND_FAILED' });
  });

  it('F23: refuses a record that no topic allows before anything is sent', async () => {
    const { calls, sender } = clientThat(() => Promise.resolve([]));
    const giant = record('giant', 60_000);
    await expect(sender.send([record('a'), giant])).rejects.toMatchObject({ code: 'MESSAGE_TOO_LARGE' });
    expect(calls.sent).toBe(0);
  });

  it('F23: finds out which record of a batch the brokers refuse', async () => {
    const batches: number[] = [];
    const sender = new KafkaSender(
      () => ({
        connect: () => Promise.resolve(),
        disconnect: () => Promise.resolve(),
        sendBatch: ({ topicMessages = [] }) => {
          const values = topicMessages.flatMap(({ messages }) => messages.map(({ value }) => String(value)));
          batches.push(values.length);
          const large = values.some((value) => value.length > 100);
          const refusal = Object.assign(new Error('too large'), { type: 'MESSAGE_TOO_LARGE' });
          return large ? Promise.reject(new Error('wrapped', { cause: refusal })) : Promise.resolve([]);
        },
      }),
      { compression: 'none', sendDeadlineMs: 1_000, mostBytes: 50_000 },
    );
    const large: TopicRecord = {
      topic: 'commands',
      record: { key: 'b', value: 'x'.repeat(200), headers: { ce_id: 'b' } },
    };
    await expect(sender.send([record('a'), large, record('c')])).rejects.toMatchObject({ messageId: 'b' });
    expect(batches).toEqual([3, 1, 1]);
  });

  it('goes on with the same client while all is well, and lets go of it at the end', async () => {
    const { calls, sender } = clientThat(() => Promise.resolve([]));
    await sender.send([record('a')]);
    await sender.send([record('b')]);
    await sender.close();
    expect(calls).toEqual({ made: 1, sent: 2, ended: 1 });
  });

  it('P12: gives a key the same partition for ever, whatever a new client thinks best', () => {
    let partitioner: ICustomPartitioner | undefined;
    const kafka = {
      producer: ({ createPartitioner }: ProducerConfig = {}) => (partitioner = createPartitioner),
    } as unknown as Kafka;
    producerOf(kafka, 1_000);
    const partitionMetadata = Array.from({ length: 6 }, (_, partitionId) => ({ partitionId, leader: 1 }));
    const place = partitioner?.();
    const placeOf = (key: string) =>
      place?.({
        topic: 'commands',
        partitionMetadata: partitionMetadata as PartitionMetadata[],
        message: { key, value: '' },
      });
    expect(['ticket-1', 'ticket-2', 'ticket-3', 'doc-1', 'customer-1'].map(placeOf)).toEqual([1, 5, 3, 5, 3]);
  });

  it('cuts a large batch into pieces, in order, and sends a giant alone', () => {
    const records = [record('1', 1_000), record('2', 1_000), record('3', 9_000), record('4', 10)];
    const keys = chunksOf(records, 4_000).map((chunk) => chunk.map((entry) => entry.record.key));
    expect(keys).toEqual([['1', '2'], ['3'], ['4']]);
  });
});
