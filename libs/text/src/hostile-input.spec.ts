import * as text from './index';

const hostile: readonly (readonly [string, string])[] = [
  ['one endless word', 'a'.repeat(100_000)],
  ['camel case without end', 'AbCd'.repeat(25_000)],
  ['at signs', 'a@'.repeat(50_000)],
  ['open comments and fences', '<!-- ``` your code '.repeat(3_000)],
  ['lone surrogates and zero bytes', '\uD800\u0000\uDC00 '.repeat(10_000)],
  ['list items', '\n- a'.repeat(10_000)],
];

const lessons = [
  { text: 'refund me', label: 'a', asksForPerson: true },
  { text: 'where is my parcel', label: 'b', asksForPerson: false },
];
const taught = text.trainTicketModel(lessons);

describe('no text, however strange, holds up a ticket', () => {
  it.each(hostile)('%s', (_, body) => {
    const started = performance.now();
    text.chunkDocument({ title: '', body });
    text.maskPii(body);
    for (const detect of [
      text.detectInjection,
      text.detectHumanRequest,
      text.detectSpam,
      text.detectUnclear,
      text.detectAbuse,
      text.detectLanguage,
    ]) {
      expect(detect(body).confidence).toBeLessThanOrEqual(1);
    }
    text.scoreSentiment(body);
    text.explainPriority(body);
    text.classifyDefaultCategory(body);
    text.resemblesPersonRequest(taught, body);
    text.detectPromises(body);
    expect(performance.now() - started).toBeLessThan(4_000);
  });
});
