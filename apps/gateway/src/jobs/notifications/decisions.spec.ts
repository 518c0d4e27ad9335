import { ConfigError, ConfigSource } from '@mesh/config';
import { SystemClock } from '@mesh/kernel';
import { approvalsDue } from './approvals/approvals-due.decision';
import { breachesOf } from './breaches/breaches.decision';
import { openChannels } from './channels';
import { dayToTell } from './digest/digest.decision';
import { growingQueues } from './growth/queue-growth.decision';
import { signedHeaders } from '../../webhooks/webhook-signature';

const NOW = new Date('2026-03-01T12:00:00Z');
const at = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

describe('an open approval', () => {
  it.each([
    ['is nobody’s concern while there is time', 31, []],
    ['is due soon within the lead', 30, ['approval_due_soon']],
    ['is overdue when its time has come', 0, ['approval_overdue']],
    ['stays overdue', -600, ['approval_overdue']],
  ])('%s', (_what, minutes, kinds) => {
    const approval = { id: 'a', ticketId: 't', queue: 'q', risk: 'low', respondBy: at(minutes) };
    expect(approvalsDue([approval], NOW, 30 * 60_000).map(({ kind }) => kind)).toEqual(kinds);
  });

  it('is told of again when it got another time', () => {
    const stages = [at(1), at(2)].map((respondBy) => {
      const approval = { id: 'a', ticketId: 't', queue: 'q', risk: 'low', respondBy };
      return approvalsDue([approval], NOW, 30 * 60_000)[0]?.stage;
    });
    expect(new Set(stages).size).toBe(2);
  });
});

describe('a hand-over', () => {
  it.each([
    ['in time was never breached', 10, 0, []],
    ['whose clock ran out was breached once', -1, 0, ['turn 2, breach 1']],
    ['that was given on after a breach is the same breach', 10, 1, ['turn 2, breach 1']],
    ['that was given on and ran out again was breached twice', -1, 1, ['turn 2, breach 2']],
  ])('%s', (_what, minutes, breaches, stages) => {
    const waiting = { ticketId: 't', turn: 2, queue: null, dueAt: at(minutes), breaches };
    expect(breachesOf([waiting], NOW).map(({ stage }) => stage)).toEqual(stages);
  });
});

describe('a queue', () => {
  it.each([
    ['that was never measured is not growing', 50, null, 0],
    ['that grew by less is not growing', 29, 20, 0],
    ['that grew by so much is growing', 30, 20, 1],
    ['that became shorter is not growing', 5, 20, 0],
  ])('%s', (_what, waiting, lowest, told) => {
    expect(growingQueues([{ queue: 'q', waiting, lowest }], NOW, 10)).toHaveLength(told);
  });
});

describe('the digest', () => {
  it.each([
    ['waits for its hour', '2026-03-01T06:59:59Z', undefined],
    ['is of yesterday', '2026-03-01T07:00:00Z', ['2026-02-28T00:00:00.000Z', '2026-03-01T00:00:00.000Z']],
    [
      'is of the same day until midnight',
      '2026-03-01T23:59:59Z',
      ['2026-02-28T00:00:00.000Z', '2026-03-01T00:00:00.000Z'],
    ],
  ])('%s', (_what, now, days) => {
    const day = dayToTell(new Date(now), 7);
    expect(day && [day.from.toISOString(), day.to.toISOString()]).toEqual(days);
  });
});

describe('the ways to people', () => {
  const open = (environment: Record<string, string>) =>
    openChannels(new ConfigSource(environment), new SystemClock()).names;

  it.each([
    ['none without configuration', {}, []],
    ['a webhook', { NOTIFY_WEBHOOK_URL: 'https://x.example', NOTIFY_WEBHOOK_SECRET: 's'.repeat(16) }, ['webhook']],
    ['a chat', { NOTIFY_CHAT_URL: 'https://chat.example/hooks/x' }, ['chat']],
    ['mail', { NOTIFY_SMTP_URL: 'smtp://x', NOTIFY_MAIL_FROM: 'a@x.example', NOTIFY_MAIL_TO: 'b@x.example' }, ['mail']],
  ])('are %s', (_what, environment, names) => expect(open(environment)).toEqual(names));

  it('are refused at the start when half is missing, by name and not by value', () => {
    const half = {
      NOTIFY_WEBHOOK_URL: 'https://x.example',
      NOTIFY_SMTP_URL: 'smtp://hunter2@x',
      NOTIFY_MAIL_TO: 'b@x',
    };
    expect(() => open(half)).toThrow(ConfigError);
    expect(() => open(half)).toThrow(/NOTIFY_WEBHOOK_SECRET: is missing[^]*NOTIFY_MAIL_FROM: is missing/);
    expect(() => open(half)).not.toThrow(/hunter2/);
  });

  it('sign with the bytes that a secret of Standard Webhooks stands for', () => {
    const plain = signedHeaders('id', NOW, '{}', 'sixteen letters!');
    const encoded = `whsec_${Buffer.from('sixteen letters!').toString('base64')}`;
    expect(signedHeaders('id', NOW, '{}', encoded)).toEqual(plain);
    expect(plain['webhook-timestamp']).toBe('1772366400');
  });
});
