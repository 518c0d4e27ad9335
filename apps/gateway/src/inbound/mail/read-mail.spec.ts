import type { IncomingMail } from './mail';
import { mailOfBytes } from './raw-mail';
import { readMail } from './read-mail';

const OWN = ['help@shop.example'];
const mail = (changes: Partial<IncomingMail> = {}): IncomingMail => ({
  from: 'Ada <ada@example.com>',
  text: 'Where is it?',
  headers: new Map(),
  ...changes,
});
const withHeaders = (headers: Record<string, string>) => mail({ headers: new Map(Object.entries(headers)) });

describe('a mail by a person', () => {
  it('is known by its sender, its words and its ids', () => {
    const read = readMail(
      mail({
        from: '"Lovelace, Ada" <Ada@Example.com>',
        subject: ' My\r\n order ',
        messageId: '<1@example.com>',
        inReplyTo: '<b@x>',
        references: '<a@x> <b@x>',
      }),
      OWN,
    );
    expect(read).toEqual({
      sender: { email: 'ada@example.com', name: 'Lovelace, Ada' },
      subject: 'My order',
      body: 'Where is it?',
      mailId: '1@example.com',
      answers: ['b@x', 'a@x'],
      ignored: undefined,
    });
  });

  it('is read from its HTML where it has no text, without what is not for readers', () => {
    const html = `<html><head><style>p{color:red}</style></head><body><p>Hello,</p><p>it is <b>late</b>.<br>Very.</p>
      <img src="https://t.example/pixel"><script>alert(1)</script><a href="https://shop.example/17">order 17</a></body></html>`;
    expect(readMail(mail({ text: ' ', html }), OWN).body).toBe(
      'Hello,\n\nit is late.\nVery.\n\norder 17 (https://shop.example/17)',
    );
  });

  it('loses the history of an HTML answer too, and nothing of a first mail', () => {
    const html = '<div>Still late.</div><div>On 1 Dec, a@x wrote:</div><blockquote>It is on its way.</blockquote>';
    expect(readMail(mail({ text: undefined, html, inReplyTo: '<b@x>' }), OWN).body).toBe('Still late.');
    expect(readMail(mail({ text: 'See 17:\n> It failed.' }), OWN).body).toBe('See 17:\n> It failed.');
  });

  it('has its subject for a body where that is all there is, as long as a subject may be', () => {
    const read = readMail(mail({ text: '', subject: `${'a'.repeat(499)}ö` }), OWN);
    expect([read.subject, read.body]).toEqual(['a'.repeat(499), 'a'.repeat(499)]);
  });

  it('is refused without an address', () => {
    expect(() => readMail(mail({ from: 'Ada' }), OWN)).toThrow('The request is not valid.');
  });
});

describe('a mail that nobody waits for', () => {
  it.each([
    ['auto_submitted', withHeaders({ 'auto-submitted': 'auto-replied (vacation)' })],
    ['auto_submitted', withHeaders({ 'auto-submitted': 'auto-generated' })],
    ['bulk', withHeaders({ precedence: 'Bulk' })],
    ['bulk', withHeaders({ precedence: 'auto_reply' })],
    ['auto_response', withHeaders({ 'x-auto-response-suppress': 'All' })],
    ['bounce', withHeaders({ 'return-path': '<>' })],
    ['bounce', withHeaders({ 'content-type': 'multipart/report; report-type=delivery-status' })],
    ['bounce', mail({ from: 'Mail Delivery System <MAILER-DAEMON@mx.example.com>' })],
    ['own_mail', mail({ from: 'Shop <HELP@shop.example>' })],
    ['own_mail', mail({ messageId: '<reply.00000000-0000-5000-8000-000000000000@shop.example>' })],
    ['empty', mail({ text: ' \n ' })],
  ])('is told as %s', (reason, incoming) => {
    expect(readMail(incoming, OWN).ignored).toBe(reason);
  });

  it('is not one that says so of itself', () => {
    const headers = { 'auto-submitted': 'no', precedence: 'first-class', 'return-path': '<ada@example.com>' };
    expect(readMail(withHeaders(headers), OWN).ignored).toBeUndefined();
  });
});

describe('a raw message', () => {
  const raw = (...lines: string[]) => mailOfBytes(Buffer.from(lines.join('\r\n')));

  it('is taken apart, whatever its encodings', async () => {
    const read = readMail(
      await raw(
        'Return-Path: <ada@example.com>',
        'From: =?utf-8?Q?Ada_L=C3=B6velace?= <ada@example.com>',
        'To: help@shop.example',
        'Subject: =?iso-8859-1?Q?L=E4uft_nicht?=',
        'Message-ID: <1@example.com>',
        'References: <a@x>',
        ' <b@x>',
        'MIME-Version: 1.0',
        'Content-Type: multipart/alternative; boundary=cut',
        '',
        '--cut',
        'Content-Type: text/plain; charset=utf-8',
        'Content-Transfer-Encoding: base64',
        '',
        Buffer.from('Es läuft nicht.').toString('base64'),
        '--cut',
        'Content-Type: text/html',
        '',
        '<p>Es geht nicht</p>',
        '--cut--',
        '',
      ),
      OWN,
    );
    expect(read).toMatchObject({
      sender: { email: 'ada@example.com', name: 'Ada Lövelace' },
      subject: 'Läuft nicht',
      body: 'Es läuft nicht.',
      mailId: '1@example.com',
      answers: ['b@x', 'a@x'],
      ignored: undefined,
    });
  });

  it('shows by its headers that no person wrote it', async () => {
    const read = await raw('Return-Path: <>', 'From: MTA <mta@example.com>', 'Subject: Failed', '', 'No such user');
    expect(readMail(read, OWN).ignored).toBe('bounce');
  });

  it('is refused without a sender', async () => {
    await expect(raw('Subject: Hello', '', 'text')).rejects.toMatchObject({ code: 'MAIL_MALFORMED' });
  });
});
