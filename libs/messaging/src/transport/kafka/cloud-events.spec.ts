import { type Message, PublishDocument, TicketReleased } from '@mesh/contracts';
import { newId } from '@mesh/kernel';
import fc from 'fast-check';
import { readMessage } from '../../inbox/raw-message';
import { deadLetterHeaders, decodeRecord, encodeMessage } from './cloud-events';

const word = fc.string({ minLength: 1, maxLength: 100 }).filter((text) => !text.includes('\u0000'));
const hex = (length: number) => fc.stringMatching(new RegExp(`^[0-9a-f]{${length}}$`));
const id = fc.constantFrom(newId(), newId(), newId());

const message = (type: string, data: fc.Arbitrary<unknown>, sequence: fc.Arbitrary<number | undefined>) =>
  fc.record({
    id,
    source: word,
    type: fc.constant(type),
    subject: word,
    time: fc.constant('2026-01-01T00:00:00.000Z'),
    tenantId: fc.constantFrom('acme', 'default'),
    correlationId: word,
    causationId: fc.option(word, { nil: undefined }),
    sequence,
    traceparent: fc.option(
      fc.tuple(hex(32), hex(16)).map(([trace, span]) => `00-${trace}-${span}-01`),
      { nil: undefined },
    ),
    data,
  });

const command = message(
  PublishDocument.type,
  fc.record({ documentId: fc.stringMatching(/^[A-Za-z0-9]{1,20}$/), version: fc.integer({ min: 1, max: 99 }) }),
  fc.constant(undefined),
);
const fact = message(
  TicketReleased.type,
  fc.constant({ ticketId: newId(), turn: 1, status: 'triaging', actor: { kind: 'system', id: 'test' } }),
  fc.integer({ min: 1, max: 2_147_483_647 }),
);

/** As a broker gives it back: bytes throughout. */
const overTheWire = (sent: Message) => {
  const { headers, value } = encodeMessage(sent);
  const bytes = Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, Buffer.from(text)]));
  return decodeRecord('topic', 0, { headers: bytes, value: Buffer.from(value), offset: '0' });
};

describe('a message on its way over Kafka', () => {
  it('arrives as it was sent', () => {
    fc.assert(
      fc.property(fc.oneof(command, fact), (sent) => {
        expect(readMessage(overTheWire(sent))).toEqual({ kind: 'valid', message: sent });
      }),
    );
  });

  it('is a CloudEvent in binary mode with its subject as the key', () => {
    const [sent] = fc.sample(fact, 1);
    const { key, headers } = encodeMessage(sent as Message);
    expect(key).toBe(sent?.subject);
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      ce_specversion: '1.0',
      ce_id: sent?.id,
      ce_dataschema: `urn:support-mesh:schema:${TicketReleased.type}`,
      ce_sequence: String(sent?.sequence),
    });
  });

  it('is unreadable when a header that identifies it comes twice', () => {
    const [sent] = fc.sample(command, 1);
    const headers = { ...encodeMessage(sent as Message).headers, ce_id: [newId(), newId()] };
    const record = decodeRecord('topic', 0, { headers, value: Buffer.from('{}'), offset: '0' });
    expect(readMessage(record)).toEqual({ kind: 'unreadable', code: 'MESSAGE_HEADERS_INVALID' });
  });

  it('to the dead letters says why in its headers', () => {
    const [sent] = fc.sample(command, 1);
    const data = { reason: 'BROKEN', attempts: 4, service: 'research', original: sent?.data };
    expect(deadLetterHeaders({ ...(sent as Message), data })).toEqual({
      dlq_reason: 'BROKEN',
      dlq_attempts: '4',
      dlq_service: 'research',
      dlq_topic: PublishDocument.topic,
    });
  });
});
