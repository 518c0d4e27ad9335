import { Inject, Injectable } from '@nestjs/common';
import { type CategoryRule, JudgeCategory, type Policy } from '@mesh/contracts';
import { RetryableError } from '@mesh/kernel';
import { Handles, type MessageHandler, type MessageOf, type WorkTransaction } from '@mesh/messaging';
import { Logger, METRICS, Metrics } from '@mesh/observability';
import { appendAudit } from '../audit/audit-log';
import { insertPolicy } from '../policies/insert-policy';
import { GATEWAY } from '../tickets/acting';
import { currentPolicy } from '../turns/current-policy';
import { type AutonomyChange, changedRule, decideAutonomy, standingOf, windowOf } from './autonomy.decision';
import { readJudgedCases } from './judgements';

type Earning = CategoryRule & { readonly earns: NonNullable<CategoryRule['earns']> };

/** Opens and closes a category by what people made of its replies. A policy that a person wrote meanwhile wins. */
@Injectable()
@Handles(JudgeCategory)
export class JudgeCategoryHandler implements MessageHandler<typeof JudgeCategory> {
  private readonly changes;

  constructor(
    @Inject(Logger) private readonly logger: Logger,
    @Inject(Metrics) metrics: Metrics,
  ) {
    this.changes = metrics.counter(METRICS.autonomyChanges, 'Categories that the mesh opened or closed by itself', [
      'change',
    ]);
  }

  async commit(command: MessageOf<typeof JudgeCategory>, _: void, tx: WorkTransaction): Promise<void> {
    const { category } = command.data;
    const policy = await currentPolicy(tx);
    const rule = Object.hasOwn(policy.categories, category) ? policy.categories[category] : undefined;
    if (!isEarning(rule)) return;
    const cases = await readJudgedCases(tx, category, windowOf(rule.earns));
    const change = decideAutonomy(rule, cases);
    if (change === undefined) return;
    const next = withRule(policy, category, changedRule(rule, change));
    if (!(await insertPolicy(tx, next, GATEWAY))) throw new RetryableError('POLICY_CHANGED', 'somebody was faster');
    const { judged, approved, lowerBound, recentShare } = standingOf(rule.earns, cases);
    const details = {
      category,
      version: next.version,
      judged,
      approved,
      lowerBound,
      recentShare,
      line: rule.earns.line,
    };
    await appendAudit(tx, { ...ACTS[change], subject: 'policy', details, correlationId: command.correlationId });
    tx.afterCommit(() => this.tell(change, next.version));
  }

  private tell(change: AutonomyChange, version: number): void {
    this.changes.inc({ change: change === 'open' ? 'opened' : 'closed' });
    this.logger.warn('autonomy.changed', { change, policyVersion: version });
  }
}

const ACTS = {
  open: { actor: GATEWAY, action: 'policy.autonomy_earned' },
  close: { actor: GATEWAY, action: 'policy.autonomy_lost' },
} as const;

const isEarning = (rule: CategoryRule | undefined): rule is Earning => rule?.earns !== undefined;

const withRule = (policy: Policy, category: string, rule: CategoryRule): Policy => ({
  ...policy,
  version: policy.version + 1,
  categories: { ...policy.categories, [category]: rule },
});
