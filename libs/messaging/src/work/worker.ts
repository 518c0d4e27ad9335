import { type MessageDefinition, definitionOf } from '@mesh/contracts';
import { isRetryable, reasonOf, codeOf, TerminalError } from '@mesh/kernel';
import type { Logger } from '@mesh/observability';
import { withCorrelation } from '@mesh/observability';
import { isServerTrouble } from '@mesh/persistence';
import type { CrashPoints } from '../crash-points';
import type { Burial } from '../dead-letters/burial';
import type { MessageHandler } from '../handling/handler';
import { readAgain } from '../inbox/condemned';
import type { InboxRow } from '../inbox/inbox-row';
import type { PgInbox, RowRef } from '../inbox/pg-inbox';
import type { MessagingMetrics } from '../messaging-metrics';
import { backoffMs } from './backoff';
import { Batcher } from './batcher';
import type { CommitGroup, CommitOutcome, Ready } from './commit-group';
import type { HandlerRegistry } from './handler-registry';
import { InFlight, type Work } from './in-flight';
import { Loop } from './loop';
import { type Prepared, prepare } from './prepare';

export interface WorkerLimits {
  readonly concurrency: number;
  /** Largest part of them that one tenant may have in hand; above 0, at most 1. */
  readonly tenantShare: number;
  readonly leaseMs: number;
  readonly pollMs: number;
  readonly prepareDeadlineMs: number;
  readonly journalAfterMs: number;
  readonly maxAttempts: number;
  readonly maxClaims: number;
  readonly backoff: { readonly firstMs: number; readonly mostMs: number };
  readonly groupSize: number;
  readonly drainDeadlineMs: number;
}

export interface WorkerParts {
  readonly inbox: PgInbox;
  readonly handlers: HandlerRegistry;
  readonly group: CommitGroup;
  readonly burial: Burial;
  readonly logger: Logger;
  readonly metrics: MessagingMetrics;
  readonly crash: CrashPoints;
  /** Called after each commit: there may be something to publish. */
  readonly committed: () => void;
}

/** A reader of facts need not care about each of them, but every one counts in the sequence. */
const READS_ON: MessageHandler<MessageDefinition, unknown> = { commit: () => Promise.resolve() };

type JournalEntry = RowRef & { readonly prepared: unknown };

/** Works off the inbox of one service: claims rows, prepares them side by side, commits them in groups. */
export class Worker {
  private readonly inFlight = new InFlight();
  private readonly loop: Loop;
  private readonly commits: Batcher<Ready, CommitOutcome>;
  private readonly journals: Batcher<JournalEntry, void>;
  private heartbeat: NodeJS.Timeout | undefined;

  constructor(
    private readonly parts: WorkerParts,
    private readonly limits: WorkerLimits,
  ) {
    this.loop = new Loop(
      () => this.claim(),
      limits.pollMs,
      (error) => this.warn('inbox_claim_failed', error),
    );
    this.commits = new Batcher(
      (ready) => this.commit(ready),
      limits.groupSize,
      ({ row }) => keyOf(row),
    );
    this.journals = new Batcher(
      (entries) => this.journal(entries),
      limits.groupSize,
      (entry) => entry.id,
    );
  }

  get working(): number {
    return this.inFlight.size;
  }

  /** Slow work has a deadline, so rows that stay in hand for twice as long will stay there for ever. */
  get stuck(): boolean {
    return this.inFlight.stuckMs > 2 * this.limits.prepareDeadlineMs;
  }

  start(): void {
    this.loop.start();
    this.heartbeat = setInterval(() => void this.renew(), this.limits.leaseMs / 3).unref();
  }

  poke(): void {
    this.loop.poke();
  }

  /** Slow work on these rows has lost its point. */
  abort(ids: Iterable<string>): void {
    this.inFlight.abort(ids, 'superseded by a newer turn');
  }

  /** Makes a row that this worker has leased a dead letter, or tries again later, as the error says. */
  readonly putAside = (row: InboxRow, error: unknown) => this.fail(row, error);

  /** Takes no more rows, waits for those in hand up to the deadline, then gives them back. */
  async stop(): Promise<void> {
    await this.loop.stop();
    const deadline = performance.now() + this.limits.drainDeadlineMs;
    while (this.inFlight.size > 0 && performance.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, 10));
    clearInterval(this.heartbeat);
    const left = this.inFlight.all();
    if (left.length === 0) return;
    this.inFlight.abort(
      left.map(({ row }) => row.id),
      'the service stops',
    );
    await this.parts.inbox.handBack(left.map(({ row }) => row));
  }

  private async claim(): Promise<boolean> {
    const free = this.limits.concurrency - this.inFlight.size;
    if (free <= 0) return false;
    const rows = await this.parts.inbox.claim({
      leaseMs: this.limits.leaseMs,
      most: free,
      mostOfTenant: Math.max(1, Math.floor(this.limits.concurrency * this.limits.tenantShare)),
      held: this.inFlight.perTenant(),
    });
    for (const row of rows) void this.work(this.inFlight.add(row));
    return rows.length === free;
  }

  private async work(work: Work): Promise<void> {
    const { row } = work;
    const started = performance.now();
    const result = await withCorrelation(correlationOf(row), () => this.outcomeOf(work));
    this.inFlight.remove(row);
    this.parts.metrics.worked(row.type, result, (performance.now() - started) / 1000);
    if (result !== 'retried') this.parts.committed();
    this.poke();
  }

  private async outcomeOf(work: Work): Promise<'ok' | 'lost' | 'retried' | 'dlq' | 'error'> {
    try {
      const outcome = await this.run(work);
      return outcome === 'committed' ? 'ok' : outcome === 'lost' ? 'lost' : await this.fail(work.row, outcome.failed);
    } catch (error) {
      if (work.abort.signal.aborted) return 'lost';
      return this.fail(work.row, error).catch((failure: unknown) => {
        // The lease runs out by itself and the row is worked on again.
        this.warn('inbox_failure_not_recorded', failure);
        return 'error' as const;
      });
    }
  }

  private async run(work: Work): Promise<CommitOutcome> {
    const row = readAgain(work.row);
    if (row.claims > this.limits.maxClaims) {
      throw new TerminalError('WORK_CRASHED', 'the message was in hand at too many crashes');
    }
    const handler = this.parts.handlers.of(row.type) ?? (isFact(row) ? READS_ON : undefined);
    if (!handler) throw new TerminalError('MESSAGE_NOT_HANDLED', 'this service has no handler for the message');
    const prepared = await prepare(row, handler, this.parts.inbox, {
      signal: work.abort.signal,
      deadlineMs: this.limits.prepareDeadlineMs,
    });
    const journalled = await this.journalIfSlow(row, prepared);
    return this.commits.add({ row, handler, prepared: prepared.value, journalled });
  }

  private async journalIfSlow(row: InboxRow, prepared: Prepared): Promise<boolean> {
    if (prepared.journalled || prepared.tookMs < this.limits.journalAfterMs) return prepared.journalled;
    this.parts.crash.passing('after_prepare_before_journal');
    await this.journals.add({ tenant_id: row.tenant_id, id: row.id, prepared: prepared.value });
    this.parts.crash.passing('after_journal_before_commit');
    return true;
  }

  private async journal(entries: JournalEntry[]): Promise<void[]> {
    await this.parts.inbox.journal(entries);
    return entries.map(() => undefined);
  }

  private async commit(ready: Ready[]): Promise<CommitOutcome[]> {
    const outcomes = await this.parts.group.commit(ready);
    this.parts.metrics.groupCommitted(ready.length);
    this.parts.crash.passing('after_commit_before_relay');
    return outcomes;
  }

  private async fail(row: InboxRow, error: unknown): Promise<'retried' | 'dlq' | 'lost'> {
    if (isServerTrouble(error)) return this.postpone(row, error);
    const attempts = row.attempts + 1;
    const fields = { message_type: row.type, code: codeOf(error), reason: reasonOf(error), attempts };
    if (isRetryable(error) && attempts < this.limits.maxAttempts) {
      const afterMs = backoffMs(error, row.attempts, this.limits.backoff, Math.random());
      await this.parts.inbox.retry(row, afterMs, codeOf(error), reasonOf(error));
      this.parts.logger.warn('message_retried', { ...fields, after_ms: afterMs });
      return 'retried';
    }
    if (!(await this.parts.burial.bury(row, error, attempts))) return 'lost';
    this.parts.metrics.buried(codeOf(error));
    this.parts.logger.warn('message_dead_lettered', fields);
    return 'dlq';
  }

  /** Our own database is in trouble: that may last, and kills no message. */
  private async postpone(row: InboxRow, error: unknown): Promise<'retried'> {
    await this.parts.inbox.postpone(row, backoffMs(error, row.attempts, this.limits.backoff, Math.random()));
    this.warn('message_postponed', error);
    return 'retried';
  }

  private async renew(): Promise<void> {
    const works = this.inFlight.all();
    if (works.length === 0) return;
    try {
      const ours = await this.parts.inbox.renew(
        works.map(({ row }) => row),
        this.limits.leaseMs,
      );
      const lost = works.filter(({ row }) => !ours.has(row.id)).map(({ row }) => row.id);
      this.inFlight.abort(lost, 'the lease is lost');
    } catch (error) {
      this.warn('inbox_lease_not_renewed', error);
    }
  }

  private warn(event: string, error: unknown): void {
    this.parts.logger.warn(event, { code: codeOf(error), reason: reasonOf(error) });
  }
}

const isFact = ({ type, lane }: InboxRow): boolean => lane === 'facts' || definitionOf(type)?.lane === 'facts';

const keyOf = (row: InboxRow): string => `${row.tenant_id}\u001f${row.key}`;

const correlationOf = (row: InboxRow) => ({
  correlationId: row.headers.correlationId,
  tenantId: row.tenant_id,
  ticketId: row.key,
  messageId: row.id,
  traceparent: row.headers.traceparent,
});
