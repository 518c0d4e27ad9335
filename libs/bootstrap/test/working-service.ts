import { Injectable, Module } from '@nestjs/common';
import { WithdrawResolution } from '@mesh/contracts';
import { newId } from '@mesh/kernel';
import {
  Handles,
  type MessageHandler,
  type MessageOf,
  MessagingModule,
  type WorkTransaction,
  messagingMigrations,
} from '@mesh/messaging';
import { defineService } from '../src/service/service-definition';
import { Effects1760000000900 } from './migrations/1760000000900-effects';

/** The word in a message that makes a process do what `WHEN_TOLD` says: `wait` for ever, or `block` so many ms. */
export const TOLD = 'as_told';

@Injectable()
@Handles(WithdrawResolution)
class EffectHandler implements MessageHandler<typeof WithdrawResolution, null> {
  async prepare(message: MessageOf<typeof WithdrawResolution>): Promise<null> {
    const [what, ms] = (process.env['WHEN_TOLD'] ?? '').split(':');
    if (message.data.reason !== TOLD || !what) return null;
    process.stdout.write(`${JSON.stringify({ event: 'told' })}\n`);
    if (what === 'wait') await new Promise(() => undefined);
    const end = performance.now() + Number(ms);
    while (performance.now() < end);
    return null;
  }

  async commit(message: MessageOf<typeof WithdrawResolution>, _prepared: null, tx: WorkTransaction): Promise<void> {
    await tx.sql.run('INSERT INTO research.effects VALUES ($1, $2, $3, $4)', [
      tx.tenantId,
      newId(),
      message.id,
      process.pid,
    ]);
  }
}

@Module({ imports: [MessagingModule.forService('research')], providers: [EffectHandler] })
export class WorkingModule {}

export const workingMigrations = [...messagingMigrations('research'), Effects1760000000900];

/** A service whose handler leaves a trace of each message and can be made to hang. */
export const workingService = defineService({
  name: 'research',
  module: WorkingModule,
  migrations: workingMigrations,
});
