import type { MessageDefinition, ServiceName } from '@mesh/contracts';
import { RetryableError } from '@mesh/kernel';
import type { TransactionScope, WorkerDatabase } from '@mesh/persistence';
import type { MessageHandler } from '../handling/handler';
import { type InboxRow, messageOf } from '../inbox/inbox-row';
import type { PgInbox } from '../inbox/pg-inbox';
import { PendingEffects } from '../outbox/pending-effects';
import { writeEffects } from '../outbox/write-effects';

/** A row whose slow work is done. */
export interface Ready {
  readonly row: InboxRow;
  readonly handler: MessageHandler<MessageDefinition, unknown>;
  readonly prepared: unknown;
  /** False when the journal must be written together with the commit. */
  readonly journalled: boolean;
}

/** `lost`: another worker or a newer turn has the row; nothing of it was committed. */
export type CommitOutcome = 'committed' | 'lost' | { readonly failed: unknown };

/** Commits rows of several tickets in one transaction; a member that fails does not take the others with it. */
export class CommitGroup {
  constructor(
    private readonly database: WorkerDatabase,
    private readonly inbox: PgInbox,
    private readonly service: ServiceName,
  ) {}

  async commit(members: readonly Ready[]): Promise<CommitOutcome[]> {
    try {
      return await this.together(members);
    } catch (error) {
      if (members.length === 1) return [{ failed: error }];
      const outcomes: CommitOutcome[] = [];
      for (const member of members) outcomes.push(...(await this.commit([member])));
      return outcomes;
    }
  }

  private async together(members: readonly Ready[]): Promise<CommitOutcome[]> {
    const hooks: (() => void)[] = [];
    const outcomes = await this.database.acrossTenants(async (scope) => {
      hooks.length = 0;
      const ours = await this.inbox.finish(scope.sql, members.map(closing));
      const effects: PendingEffects[] = [];
      for (const member of members) {
        if (ours.has(member.row.id)) effects.push(await this.run(scope, member));
      }
      await this.advanceFacts(scope, members, ours);
      await writeEffects(scope.sql, this.service, effects);
      hooks.push(...effects.flatMap((effect) => effect.hooks));
      return members.map((member): CommitOutcome => (ours.has(member.row.id) ? 'committed' : 'lost'));
    });
    for (const hook of hooks) hook();
    return outcomes;
  }

  private async run(scope: TransactionScope, member: Ready): Promise<PendingEffects> {
    const message = messageOf(member.row);
    const effects = new PendingEffects(scope.sql, this.service, message, true);
    await scope.enterTenant(message.tenantId);
    await member.handler.commit(message, member.prepared, effects);
    return effects;
  }

  private async advanceFacts(scope: TransactionScope, members: readonly Ready[], ours: Set<string>): Promise<void> {
    const facts = members.filter(({ row }) => row.lane === 'facts' && ours.has(row.id)).map(({ row }) => row);
    if (facts.length === 0) return;
    if ((await this.inbox.advanceFacts(scope.sql, facts)) !== facts.length) {
      throw new RetryableError('FACT_OUT_OF_SEQUENCE', 'a fact was not the next one of its ticket');
    }
  }
}

const closing = ({ row, prepared, journalled }: Ready) => ({
  tenant_id: row.tenant_id,
  id: row.id,
  prepared: journalled ? undefined : prepared,
});
