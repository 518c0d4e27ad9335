import fc from 'fast-check';
import { type SentReply, decideLearning } from './decide-learning';

const ANNA = { names: ['Anna Schmidt'], identifiers: ['anna.schmidt@example.com', 'anna.schmidt', 'cust-7719'] };
const CITATION = {
  documentId: 'returns',
  documentVersion: 3,
  title: 'Return an item',
  quote: 'Use the Returns page within 30 days; error 5012 means that the label has expired.',
  start: 10,
  end: 90,
  sentenceStart: 0,
  sentenceEnd: 30,
};
const ANSWER = 'Dear Anna,\n\nUse the Returns page within 30 days.\n\nKind regards,\nSam';

const decide = (
  asked: string,
  changes: Partial<Omit<SentReply, 'draft'>> & { body?: string; language?: string } = {},
) => {
  const { body = ANSWER, language = 'en', ...rest } = changes;
  const draft = { body, citations: [CITATION], language };
  return decideLearning({ policy: {}, draft, asked: [asked], people: ANNA, ...rest });
};
const learnt = (asked: string, changes: Parameters<typeof decide>[1] = {}): string => {
  const decision = decide(asked, changes);
  return decision.learn ? `${decision.question}\n${decision.answer.body}` : decision.reason;
};

describe('when an approved reply was sent', () => {
  it('is remembered with what it cites, without greeting, signature and name', () => {
    expect(decide('Hi, where do I send back the lamp I bought?\nThanks\nAnna Schmidt')).toEqual({
      learn: true,
      question: 'where do I send back the lamp I bought?',
      answer: {
        body: 'Use the Returns page within 30 days.',
        citations: [{ ...CITATION, sentenceStart: 0, sentenceEnd: 0 }],
        language: 'en',
      },
    });
  });

  it.each([
    ['the customer’s name in the middle', 'I am Anna Schmidt and want to return a lamp.', /anna|schmidt/i],
    ['only the first name', 'As anna said before, she wants to return a lamp.', /anna/i],
    ['an e-mail address', 'Write to jo.doe@example.net about my return of a lamp.', /jo\.doe/i],
    ['the local part of the known address', 'My login anna.schmidt cannot return a lamp.', /anna/i],
    ['a customer id', 'Customer cust-7719 wants to return a lamp.', /7719/],
    ['an order number', 'Order #48-99120 is broken, I want to return it.', /99120/],
    ['a mixed order number', 'I want to return order A7B-29X41 today, please help.', /29X41/],
    ['a phone number', 'Call me on +44 20 7946 0958 about my return please.', /7946/],
    ['somebody else who is introduced', 'My wife Petra Vogel wants to return a lamp too.', /petra|vogel/i],
    ['somebody else who is just named', 'We bought it together with Petra and want to return it.', /petra/i],
    ['a person with a title', 'The shop assistant, Mr. Baker, said that I can return it.', /baker/i],
  ])('nothing is remembered of %s', (_, asked, telling) => {
    const text = learnt(asked);
    expect(text).toMatch(/return/);
    expect(text).not.toMatch(telling);
  });

  it('what documents say stays: error codes and names of pages are the matter', () => {
    expect(learnt('The Returns page says error 5012 when I print, why?')).toContain('Returns page says error 5012');
  });

  it.each([
    ['switched_off', 'How do I return a lamp?', { policy: { learnsFromApprovals: false } }],
    ['address_left', 'Please pick the lamp up at 14 Returns Street in town.', {}],
    ['link_left', 'See https://shop.example/o?token=abc for what I want to return.', {}],
    ['name_left', 'Bitte holen Sie es bei Petra Vogel ab, danke für die Hilfe.', { language: 'de' }],
    ['nothing_left', 'Hi Anna', {}],
  ])('is not remembered because of %s', (reason, asked, changes) => {
    expect(decide(asked, changes)).toEqual({ learn: false, reason });
  });

  it('is not remembered when the person rewrote every sentence that was cited', () => {
    const draft = { body: 'Call us.', citations: [{ ...CITATION, sentenceEnd: 0 }], language: 'en' };
    const decision = decideLearning({ policy: {}, draft, asked: ['How do I return a lamp?'], people: ANNA });
    expect(decision).toEqual({ learn: false, reason: 'no_citation' });
  });

  it('never lets a known name or identifier through, wherever it stands', () => {
    const words = fc.constantFrom(
      'return',
      'lamp',
      'Anna',
      'SCHMIDT',
      'anna.schmidt',
      'cust-7719',
      'the',
      'and',
      '.',
      ',',
    );
    fc.assert(
      fc.property(fc.array(words, { minLength: 5, maxLength: 40 }), (parts) => {
        expect(learnt(parts.join(' '))).not.toMatch(/anna|schmidt|7719/i);
      }),
    );
  });
});
