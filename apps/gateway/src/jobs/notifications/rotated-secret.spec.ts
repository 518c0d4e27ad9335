import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ConfigSource } from '@mesh/config';
import { SystemClock, newId } from '@mesh/kernel';
import { WebhookReceiver, signatureOf } from '../test/webhook-receiver';
import { openChannels } from './channels';
import { NotifyConfig } from './notify.config';
import type { Notification } from './notification';

const BEFORE = 'the-secret-before-the-rotation';
const AFTER = 'the-secret-after-the-rotation';

const aNotification = (): Notification => ({
  id: newId(),
  tenantId: 'acme',
  kind: 'queue_growing',
  subject: 'billing',
  stage: 'hour',
  facts: { waiting: 21 },
  channel: 'webhook',
  createdAt: new Date(),
  attempts: 1,
});

describe('the secret that signs notifications', () => {
  it('may be rotated in its file while the mesh runs', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'mesh-notify-'));
    const receiver = await new WebhookReceiver().start();
    const file = path.join(folder, 'secret');
    writeFileSync(file, BEFORE);
    const source = await ConfigSource.open({ NOTIFY_WEBHOOK_URL: receiver.url, NOTIFY_WEBHOOK_SECRET_FILE: file });
    const channel = openChannels(source, new SystemClock()).of('webhook');
    const { signal } = new AbortController();
    await channel.deliver(aNotification(), signal);
    writeFileSync(file, AFTER);
    await source.live(NotifyConfig, 'NOTIFY_WEBHOOK_SECRET').refresh();
    await channel.deliver(aNotification(), signal);
    const [first, second] = receiver.received;
    expect(first?.headers['webhook-signature']).toBe(first && signatureOf(first, BEFORE));
    expect(second?.headers['webhook-signature']).toBe(second && signatureOf(second, AFTER));
    await receiver.stop();
    rmSync(folder, { recursive: true });
  });
});
