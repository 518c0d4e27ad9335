import { type Clock, RetryableError } from '@mesh/kernel';

/** Most that may be spent, in US dollars; what is absent is not bounded. */
export interface SpendLimits {
  readonly ticketUsd?: number | undefined;
  readonly tenantDayUsd?: number | undefined;
  readonly dayUsd?: number | undefined;
}

/** On whose account a call goes. */
export interface SpendAccount {
  readonly tenantId?: string | undefined;
  readonly ticketId?: string | undefined;
}

const DAY_MS = 86_400_000;
/** Tickets whose spending is remembered; the least recently charged are forgotten first. */
const MOST_TICKETS = 20_000;

/** Bounds what this process spends on models: it refuses before a call, and charges what the call really cost. */
export class SpendGuard {
  private readonly tickets = new Map<string, number>();
  private readonly tenants = new Map<string, number>();
  private day = '';
  private spentToday = 0;

  constructor(
    private readonly clock: Clock,
    private readonly limits: SpendLimits,
  ) {}

  /** @throws RetryableError `LLM_BUDGET_SPENT` until the next day begins */
  check({ tenantId, ticketId }: SpendAccount): void {
    this.turnDay();
    if (reached(this.spentToday, this.limits.dayUsd)) throw this.spent('day');
    if (tenantId !== undefined && reached(this.tenants.get(tenantId), this.limits.tenantDayUsd))
      throw this.spent('tenant');
    if (ticketId !== undefined && reached(this.tickets.get(ticketId), this.limits.ticketUsd))
      throw this.spent('ticket');
  }

  charge({ tenantId, ticketId }: SpendAccount, costUsd: number): void {
    this.turnDay();
    this.spentToday += costUsd;
    if (tenantId !== undefined) this.tenants.set(tenantId, (this.tenants.get(tenantId) ?? 0) + costUsd);
    if (ticketId !== undefined && this.limits.ticketUsd !== undefined) this.chargeTicket(ticketId, costUsd);
  }

  private chargeTicket(ticketId: string, costUsd: number): void {
    const sum = (this.tickets.get(ticketId) ?? 0) + costUsd;
    this.tickets.delete(ticketId);
    this.tickets.set(ticketId, sum);
    const [oldest] = this.tickets.keys();
    if (this.tickets.size > MOST_TICKETS && oldest !== undefined) this.tickets.delete(oldest);
  }

  private turnDay(): void {
    const today = this.clock.now().toISOString().slice(0, 10);
    if (today === this.day) return;
    this.day = today;
    this.spentToday = 0;
    this.tenants.clear();
  }

  private spent(budget: 'day' | 'tenant' | 'ticket'): RetryableError {
    const untilTomorrow = DAY_MS - (this.clock.now().getTime() % DAY_MS);
    return new RetryableError('LLM_BUDGET_SPENT', `the budget of the ${budget} is spent`, { budget }, untilTomorrow);
  }
}

const reached = (spent = 0, limit?: number): boolean => limit !== undefined && spent >= limit;
