import { defineJob } from '@mesh/jobs';
import { z } from 'zod';

/** Sends one notification that was taken down. */
export const SendNotification = defineJob('send_notification', z.object({ id: z.uuid() }), {
  queue: 'notifications',
  priority: 1,
  attempts: 5,
  backoffMs: 5_000,
});
