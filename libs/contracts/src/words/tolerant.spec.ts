import { dataSchemaOf } from '../documents/json-schema';
import { TicketReceived, TicketTriaged } from '../facts/facts';
import { Conversation } from '../shared/conversation';
import { Priority } from './words';

const id = '018f3f4e-0000-7000-8000-000000000001';
const common = { ticketId: id, turn: 1, status: 'triaging', actor: { kind: 'system', id: 'test' } };
const triage = {
  category: 'billing',
  priority: 'high',
  sentiment: 'negative',
  language: 'en',
  confidence: 0.9,
  flags: [],
  reasons: [],
};
const conversation = {
  channel: 'email',
  customer: { id: 'ada' },
  messages: [{ messageId: id, author: 'customer', body: 'Hello', at: '2026-01-01T00:00:00Z' }],
};

describe('F21: a word of a newer minor version in a message', () => {
  it('F21: is read as the word that promises least', () => {
    const newer = { category: 'Chargeback+', priority: 'critical', sentiment: 'sarcastic' };
    expect(TicketTriaged.schema.parse({ ...common, triage: { ...triage, ...newer } })).toMatchObject({
      triage: { category: 'unknown', priority: 'normal', sentiment: 'neutral', confidence: 0.9 },
    });
    expect(Conversation.parse({ ...conversation, channel: 'hologram', priority: 'asap' })).toMatchObject({
      channel: 'api',
      priority: 'normal',
    });
    expect(TicketReceived.schema.parse({ ...common, channel: 'hologram' })).toMatchObject({ channel: 'api' });
  });

  it('F21: leaves known words and absent ones as they are', () => {
    expect(TicketTriaged.schema.parse({ ...common, triage })).toMatchObject({ triage });
    expect(TicketReceived.schema.parse({ ...common, channel: 'chat' })).not.toHaveProperty('priority');
  });

  it.each([
    ['a number', { ...triage, priority: 3 }],
    ['nothing', { ...triage, category: undefined }],
    ['a list', { ...triage, sentiment: ['negative'] }],
  ])('F21: is still refused when it is %s', (_what, spoiled) => {
    expect(TicketTriaged.schema.safeParse({ ...common, triage: spoiled }).success).toBe(false);
  });

  it('F21: is refused where no word is harmless, and at the REST API', () => {
    expect(TicketReceived.schema.safeParse({ ...common, status: 'frozen', channel: 'api' }).success).toBe(false);
    expect(Priority.safeParse('critical').success).toBe(false);
  });

  it('F21: is not announced: the schema of a message names the known words', () => {
    expect(JSON.stringify(dataSchemaOf(TicketReceived))).toContain('"web_form"');
  });
});
