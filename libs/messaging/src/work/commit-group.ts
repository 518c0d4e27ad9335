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
      for (const run of runsOf(members.filter(({ row }) => ours.has(row.id)))) {
        effects.push(...(await this.run(scope, run)));
      }
      await this.advanceFacts(scope, members, ours);
      await writeEffects(scope.sql, this.service, effects);
      hooks.push(...effects.flatMap((effect) => effect.hooks));
      return members.map((member): CommitOutcome => (ours.has(member.row.id) ? 'committed' : 'lost'));
    });
    for (const hook of hooks) hook();
    return outcomes;
  }

  /** Members of one tenant and one handler. */
  private async run(scope: TransactionScope, { tenantId, handler, members }: Run): Promise<PendingEffects[]> {
    await scope.enterTenant(tenantId);
    const works = members.map(({ row, prepared }) => {
      const message = messageOf(row);
      return { message, prepared, tx: new PendingEffects(scope.sql, this.service, message, true) };
    });
    if (handler.commitTogether) await handler.commitTogether(works);
    else for (const { message, prepared, tx } of works) await handler.commit(message, prepared, tx);
    return works.map(({ tx }) => tx);
  }

  private async advanceFacts(scope: TransactionScope, members: readonly Ready[], ours: Set<string>): Promise<void> {
    const facts = members.filter(({ row }) => row.lane === 'facts' && ours.has(row.id)).map(({ row }) => row);
    if (facts.length === 0) return;
    if ((await this.inbox.advanceFacts(scope.sql, facts)) !== facts.length) {
      throw new RetryableError('FACT_OUT_OF_SEQUENCE', 'a fact was not the next one of its ticket');
    }
  }
}

interface Run {
  readonly tenantId: string;
  readonly handler: Ready['handler'];
  readonly members: Ready[];
}

/** Neighbours that one handler can commit together. The order stays: it is the order in which tickets are locked. */
function runsOf(members: readonly Ready[]): Run[] {
  const runs: Run[] = [];
  for (const member of members) {
    const { handler, row } = member;
    const last = runs.at(-1);
    if (last?.handler === handler && last.tenantId === row.tenant_id) last.members.push(member);
    else runs.push({ tenantId: row.tenant_id, handler, members: [member] });
  }
  return runs;
}

const closing = ({ row, prepared, journalled }: Ready) => ({
  tenant_id: row.tenant_id,
  id: row.id,
  prepared: journalled ? undefined : prepared,
});
