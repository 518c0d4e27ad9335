import { TerminalError } from '@mesh/kernel';
import { trainTicketModel } from '@mesh/text';
import { aTask, aThread } from '../../test/samples';
import { ticketClassifierContract } from '../../test/ticket-classifier.contract';
import { type TrainedClassifier, TrainedClassifiers } from '../classifiers/trained-classifiers.port';
import { classifyThread } from './classify-thread';
import { LocalTicketClassifier } from './local-ticket-classifier';

class NoneTrained extends TrainedClassifiers {
  newest(): Promise<TrainedClassifier | undefined> {
    return Promise.resolve(undefined);
  }

  add(): Promise<TrainedClassifier> {
    return Promise.reject(new TerminalError('NOT_HERE', 'nothing is trained in this test'));
  }
}

ticketClassifierContract(() => new LocalTicketClassifier(new NoneTrained()));

const classify = (body: string, rest: Partial<Parameters<typeof aTask>[1]> = {}) => classifyThread(aTask(body, rest));

describe('what the local classifier makes of a ticket', () => {
  it.each([
    ['I want a refund for my last order, please.', 'refund'],
    ['Please cancel my subscription.', 'cancellation'],
    ['Please change the e-mail address of my account.', 'account_change'],
    ['How do I add a second page to my site?', 'how_to'],
    ['Rank your website on the first page of Google! Our SEO agency offers backlinks at the best price.', 'spam'],
  ])('%s -> %s', (body, category) => {
    expect(classify(body).category).toBe(category);
  });

  it.each([
    ['Somebody hacked my account and changed the password!', 'security_sensitive'],
    ['My lawyer will take legal action against you.', 'legal_threat'],
    ['Hi there', 'unclear'],
    ['You can reach me at ada@example.com.', 'personal_data'],
    ['How do I fix this damn page, you idiots?', 'abuse'],
  ] as const)('%s is flagged %s', (body, flag) => {
    expect(classify(body).flags).toContain(flag);
  });

  it('lets the submitter choose the priority, unless it cannot wait', () => {
    const withPriority = (body: string) =>
      classify('', { conversation: aThread([['customer', body]], { priority: 'low' }) });
    expect(withPriority('How do I rename a page?').priority).toBe('low');
    expect(withPriority('Our site is down and nobody can order.').priority).toBe('urgent');
  });

  it('tells the language by the thread when the newest message is too short, then by the locale', () => {
    const thread = aThread([
      ['customer', 'Wie kann ich meine Rechnung herunterladen? Ich finde sie nicht.'],
      ['mesh', 'Hello.'],
      ['customer', 'PDF'],
    ]);
    expect(classify('', { conversation: thread }).language).toBe('de');
    expect(classify('', { conversation: aThread([['customer', 'PDF']], { locale: 'fr-CA' }) }).language).toBe('fr');
    expect(classify('', { conversation: aThread([['customer', 'PDF']]) }).language).toBe('und');
  });

  it('asks the whole thread when the newest message says too little', () => {
    const conversation = aThread([
      ['customer', 'Please cancel my subscription to the monthly plan.'],
      ['mesh', 'Which one?'],
      ['customer', 'yes please'],
    ]);
    const found = classify('', { conversation });
    expect(found.category).toBe('cancellation');
    expect(found.flags).not.toContain('unclear');
  });
});

describe('a tenant with a classifier of its own', () => {
  const rows = ['roof is leaking', 'water comes through the roof', 'rain drips from the roof', 'the roof lets water in']
    .map((text) => ({ text, label: 'roof' }))
    .concat(
      ['engine does not start', 'motor makes noise', 'the engine is smoking', 'engine stalls uphill'].map((text) => ({
        text,
        label: 'engine',
      })),
    );
  const own = trainTicketModel(rows);
  const byOwn = (body: string, categories: string[]) => classifyThread({ ...aTask(body, { categories }), own });

  it('gets its own categories', () => {
    expect(byOwn('Water drips through my roof', ['roof', 'engine'])).toMatchObject({ category: 'roof' });
  });

  it('never gets a category that its list no longer offers', () => {
    expect(byOwn('Water drips through my roof', ['engine']).category).not.toBe('roof');
    expect(byOwn('Water drips through my roof', [])).toMatchObject({ category: 'unknown', confidence: 0 });
  });

  it('hears unknown about what its examples call unknown', () => {
    const strange = ['tell me a joke', 'who won the election', 'sing a song', 'is it raining in Peru'];
    const taught = trainTicketModel([...rows, ...strange.map((text) => ({ text, label: 'unknown' }))]);
    const found = classifyThread({ ...aTask('Sing me a song', { categories: ['roof', 'engine'] }), own: taught });
    expect(found.category).toBe('unknown');
    expect(found.reasons).toContainEqual(expect.objectContaining({ code: 'category_out_of_scope' }));
  });

  it('brings to a person what its people have answered so far', () => {
    const told = rows.map((row) => ({ ...row, asksForPerson: row.label === 'engine' }));
    const taught = trainTicketModel(told);
    const flagsOf = (body: string) =>
      classifyThread({ ...aTask(body, { categories: ['roof', 'engine'] }), own: taught }).flags;
    expect(flagsOf('my engine is smoking')).toContain('asks_for_person');
    expect(flagsOf('rain drips from my roof')).not.toContain('asks_for_person');
    expect(flagsOf('let me talk to a human about my roof')).toContain('asks_for_person');
  });

  it('hears unknown about things that it has never seen', () => {
    expect(byOwn('zzz qqq', ['roof', 'engine']).category).toBe('unknown');
  });
});
