import { type Clock, RetryableError } from '@mesh/kernel';
import type { SharedLimits } from '../limits/shared-limits.port';

/** Most that may be spent, in US dollars; what is absent is not bounded. */
export interface SpendLimits {
  readonly ticketUsd?: number | undefined;
  readonly tenantDayUsd?: number | undefined;
  readonly dayUsd?: number | undefined;
  /** From this share of a budget on only the last model of the list is asked. */
  readonly saveFrom: number;
}

/** On whose account a call goes. */
export interface SpendAccount {
  readonly tenantId?: string | undefined;
  readonly ticketId?: string | undefined;
}

interface Budget {
  readonly name: 'day' | 'tenant' | 'ticket';
  readonly account: string;
  readonly limitUsd: number;
}

const DAY_MS = 86_400_000;
const NANO = 1_000_000_000;

/**
 * Bounds what is spent on models: it refuses before a call, and charges what the call really cost. Calls that run at the
 * same time may each be the last one.
 */
export class SpendGuard {
  constructor(
    private readonly clock: Clock,
    private readonly limits: SpendLimits,
    private readonly shared: SharedLimits,
  ) {}

  /** Whether it is time to save. @throws RetryableError `LLM_BUDGET_SPENT` until the next day begins */
  async check(account: SpendAccount): Promise<boolean> {
    const budgets = await Promise.all(
      this.budgetsOf(account).map(async (budget) => ({
        ...budget,
        spentUsd: (await this.shared.spentOn(budget.account)) / NANO,
      })),
    );
    const empty = budgets.find(({ spentUsd, limitUsd }) => spentUsd >= limitUsd);
    if (empty) throw this.spent(empty.name);
    return budgets.some(({ spentUsd, limitUsd }) => spentUsd >= limitUsd * this.limits.saveFrom);
  }

  async charge(account: SpendAccount, costUsd: number): Promise<void> {
    await Promise.all(this.budgetsOf(account).map((budget) => this.shared.charge(budget.account, costUsd * NANO)));
  }

  /** The budgets that bound an account; what is not bounded is not counted. */
  private budgetsOf({ tenantId, ticketId }: SpendAccount): Budget[] {
    const day = this.clock.now().toISOString().slice(0, 10);
    const { dayUsd, tenantDayUsd, ticketUsd } = this.limits;
    const budget = (name: Budget['name'], account: string, limitUsd: number | undefined): Budget[] =>
      limitUsd === undefined ? [] : [{ name, account, limitUsd }];
    return [
      ...budget('day', `day:${day}`, dayUsd),
      ...(tenantId === undefined ? [] : budget('tenant', `tenant:${day}:${tenantId}`, tenantDayUsd)),
      ...(ticketId === undefined ? [] : budget('ticket', `ticket:${ticketId}`, ticketUsd)),
    ];
  }

  private spent(budget: Budget['name']): RetryableError {
    const untilTomorrow = DAY_MS - (this.clock.now().getTime() % DAY_MS);
    return new RetryableError('LLM_BUDGET_SPENT', `the budget of the ${budget} is spent`, { budget }, untilTomorrow);
  }
}
