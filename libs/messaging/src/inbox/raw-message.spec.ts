import { ClassifyTicket, PublishDocument, TicketReleased } from '@mesh/contracts';
import { newId } from '@mesh/kernel';
import fc from 'fast-check';
import { type RawMessage, readMessage } from './raw-message';

const ID = newId();
const HEADERS = {
  ce_id: ID,
  ce_source: '/support-mesh/research',
  ce_type: PublishDocument.type,
  ce_subject: 'doc-1',
  ce_time: '2026-01-01T00:00:00.000Z',
  ce_tenantid: 'acme',
  ce_correlationid: 'c-1',
};
const DATA = { documentId: 'doc-1', version: 2 };
const origin = { topic: 'support.research.commands.v1', partition: 0, offset: '7' };

const record = (headers: RawMessage['headers'] = {}, value: unknown = DATA): RawMessage => ({
  headers: { ...HEADERS, ...headers },
  value: Buffer.isBuffer(value) || value === null ? value : Buffer.from(JSON.stringify(value)),
  origin,
});
const read = (...parts: Parameters<typeof record>) => readMessage(record(...parts));
const factHeaders = { ce_type: TicketReleased.type, ce_subject: newId() };
const classify = (body: string) => ({
  step: { ticketId: ID, turn: 1, stepId: ID, attempt: 1 },
  categories: [],
  conversation: {
    channel: 'api',
    customer: { id: 'c-1' },
    messages: [{ messageId: ID, author: 'customer', body, at: HEADERS.ce_time }],
    omitted: 0,
  },
});

describe('a record from a broker', () => {
  it('becomes a message', () => {
    expect(read()).toEqual({
      kind: 'valid',
      message: {
        id: ID,
        source: HEADERS.ce_source,
        type: HEADERS.ce_type,
        subject: 'doc-1',
        time: HEADERS.ce_time,
        tenantId: 'acme',
        correlationId: 'c-1',
        causationId: undefined,
        sequence: undefined,
        data: DATA,
      },
    });
  });

  it('of a fact carries its sequence, and is put aside without one', () => {
    const fact = { ticketId: newId(), turn: 1, status: 'triaging', actor: { kind: 'system', id: 'test' } };
    expect(read({ ...factHeaders, ce_sequence: '3' }, fact)).toMatchObject({ kind: 'valid', message: { sequence: 3 } });
    expect(read(factHeaders, fact)).toMatchObject({ kind: 'dead', code: 'MESSAGE_SEQUENCE_MISSING' });
  });

  it('keeps a trace context that is well formed and drops any other', () => {
    const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
    expect(read({ traceparent })).toMatchObject({ message: { traceparent } });
    expect(read({ traceparent: 'forged' })).not.toHaveProperty('message.traceparent');
  });

  it('drops fields that this version does not know, for a newer sender may add some', () => {
    expect(read({}, { ...DATA, fieldOfTomorrow: 1 })).toMatchObject({ kind: 'valid', message: { data: DATA } });
  });

  it.each([
    ['no value', null, 'MESSAGE_NOT_JSON'],
    ['no JSON', Buffer.from('{bad'), 'MESSAGE_NOT_JSON'],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00]), 'MESSAGE_NOT_JSON'],
    ['a NUL character', Buffer.from('{"documentId": "a\\u0000", "version": 1}'), 'MESSAGE_NOT_JSON'],
    ['half a character', Buffer.from('{"documentId": "a", "version": 1, "note": "\\ud800"}'), 'MESSAGE_NOT_JSON'],
    ['too deep a nesting', Buffer.from('['.repeat(50_000) + ']'.repeat(50_000)), 'MESSAGE_NOT_JSON'],
    ['the wrong shape', Buffer.from('[1,2]'), 'MESSAGE_INVALID'],
    ['a wrong value', Buffer.from('{"documentId": "a", "version": 0}'), 'MESSAGE_INVALID'],
  ])('with %s is put aside under its id and tenant', (_what, value, code) => {
    expect(read({}, value)).toMatchObject({ kind: 'dead', code, message: { id: ID, tenantId: 'acme' } });
  });

  it('of a type that this version does not know is put aside', () => {
    expect(read({ ce_type: 'support.research.dance.v9' })).toMatchObject({
      kind: 'dead',
      code: 'MESSAGE_TYPE_UNKNOWN',
    });
  });

  it('in which somebody writes about \\u0000, an emoji or \\ud800 is a message like any other', () => {
    const body = 'my log says \\u0000 and \\ud800, what is that? \u{1F600}';
    const result = read({ ce_type: ClassifyTicket.type }, classify(body));
    expect(result).toMatchObject({ kind: 'valid', message: { data: { conversation: { messages: [{ body }] } } } });
  });

  it.each([
    ['no id', { ce_id: undefined }],
    ['an id that is none', { ce_id: 'not-an-id' }],
    ['no tenant', { ce_tenantid: undefined }],
    ['a tenant that could not exist', { ce_tenantid: "x'; DROP" }],
    ['no time', { ce_time: 'yesterday' }],
    ['an empty subject', { ce_subject: '' }],
    ['a NUL character in the subject', { ce_subject: 'a\u0000b' }],
    ['a NUL character in the type', { ce_type: 'a\u0000b' }],
    ['a NUL character in the correlation id', { ce_correlationid: 'a\u0000b' }],
    ['a sequence that no column holds', { ce_sequence: '99999999999' }],
    ['a sequence of zero', { ce_sequence: '0' }],
  ])('with %s is not readable', (_what, headers) => {
    expect(read(headers)).toEqual({ kind: 'unreadable', code: 'MESSAGE_HEADERS_INVALID' });
  });

  it('never throws, whatever the headers and bytes are', () => {
    const headers = fc.dictionary(
      fc.constantFrom(...Object.keys(HEADERS), 'ce_sequence', 'traceparent'),
      fc.string({ unit: 'binary' }),
    );
    const value = fc.oneof(
      fc.constant(null),
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
      fc.json().map((text) => Buffer.from(text)),
    );
    fc.assert(
      fc.property(headers, value, fc.boolean(), (extra, bytes, valid) => {
        const raw = { headers: valid ? HEADERS : { ...HEADERS, ...extra }, value: bytes, origin };
        expect(['valid', 'dead', 'unreadable']).toContain(readMessage(raw).kind);
      }),
      { numRuns: 500 },
    );
  });
});
