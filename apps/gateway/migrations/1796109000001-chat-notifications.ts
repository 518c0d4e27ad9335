import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which channels there are is said by the code alone, so that a further one needs no migration. */
export class ChatNotifications1796109000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE gateway.notifications DROP CONSTRAINT notifications_channel_check');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DELETE FROM gateway.notifications WHERE channel NOT IN ('mail', 'webhook')");
    await runner.query(`
      ALTER TABLE gateway.notifications
        ADD CONSTRAINT notifications_channel_check CHECK (channel IN ('mail', 'webhook'))`);
  }
}
