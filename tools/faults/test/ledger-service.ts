import { Injectable, Module } from '@nestjs/common';
import { defineService } from '@mesh/bootstrap';
import { type MessageDraft, PublishDocument } from '@mesh/contracts';
import { derivedId } from '@mesh/kernel';
import {
  Handles,
  type MessageHandler,
  type MessageOf,
  MessagingModule,
  type WorkTransaction,
  messagingMigrations,
} from '@mesh/messaging';
import { protectTable } from '@mesh/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { SLOW_MS, TIMER_AFTER_MS, isSlow, isTimed, rungBy } from './ledger-messages';

/** Notes down every message that it works on, in the order and at the time of the database; some set a timer. */
@Injectable()
@Handles(PublishDocument)
class NoteDown implements MessageHandler<typeof PublishDocument, boolean> {
  async prepare({ data }: MessageOf<typeof PublishDocument>): Promise<boolean> {
    if (isSlow(data.version)) await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
    return true;
  }

  async commit(message: MessageOf<typeof PublishDocument>, _: boolean, tx: WorkTransaction): Promise<void> {
    const { version } = message.data;
    await tx.sql.run('INSERT INTO research.effects (tenant_id, key, version, by) VALUES ($1, $2, $3, $4)', [
      tx.tenantId,
      message.subject,
      version,
      process.pid,
    ]);
    if (!isTimed(version)) return;
    const timer: MessageDraft = PublishDocument.draft(message.subject, { ...message.data, version: rungBy(version) });
    tx.setTimer(timer, { id: derivedId('timer', `${message.subject}:${version}`), afterMs: TIMER_AFTER_MS });
  }
}

/** What the service notes down, and a list of numbers for writers that are no service. */
class Ledger1790000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE research.effects (
        tenant_id text NOT NULL, position bigint GENERATED ALWAYS AS IDENTITY, key text, version integer, by integer,
        at timestamptz NOT NULL DEFAULT clock_timestamp(), PRIMARY KEY (tenant_id, position))`);
    await runner.query(
      'CREATE TABLE research.ledger (tenant_id text NOT NULL, id bigint, PRIMARY KEY (tenant_id, id))',
    );
    for (const table of ['effects', 'ledger'])
      await protectTable(runner, `research.${table}`, { api: 'SELECT, INSERT', worker: 'SELECT, INSERT' });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE research.effects, research.ledger');
  }
}

@Module({ imports: [MessagingModule.forService('research')], providers: [NoteDown] })
class LedgerModule {}

export const ledgerService = defineService({
  name: 'research',
  module: LedgerModule,
  migrations: [...messagingMigrations('research'), Ledger1790000000000],
});
