import { setTimeout as pause } from 'node:timers/promises';
import { percentile } from './figures';

export interface MixOptions {
  readonly url: string;
  readonly key: string;
  readonly perSecond: number;
  readonly seconds: number;
  readonly questions: readonly string[];
}

export interface MixFigures {
  /** Answers by status; `0` stands for none. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly acceptedTickets: number;
  /** From the time at which a request was due, so that a mesh that lags behind is not spared. */
  readonly latencyMs: Readonly<Record<string, { readonly n: number; readonly p50: number; readonly p95: number }>>;
}

const KINDS = [
  'post',
  'ticket',
  'ticket',
  'ticket',
  'timeline',
  'timeline',
  'list',
  'list',
  'approvals',
  'summary',
] as const;
type Kind = (typeof KINDS)[number];

/** One request in ten posts a ticket, the others read; begun at fixed times, whatever became of those before. */
export class RequestMix {
  private readonly statuses = new Map<string, number>();
  private readonly latencies = new Map<Kind, number[]>();
  private readonly posted: string[] = [];
  private sent = 0;

  constructor(private readonly options: MixOptions) {}

  /** The newest ticket. */
  get newest(): string {
    return this.posted.at(-1) ?? '';
  }

  async post(count: number): Promise<void> {
    for (let n = 0; n < count; n += 1) await this.ask('post', performance.now());
  }

  async run(): Promise<MixFigures> {
    this.statuses.clear();
    this.latencies.clear();
    const before = this.posted.length;
    const { perSecond, seconds } = this.options;
    const started = performance.now();
    const open: Promise<void>[] = [];
    for (let n = 0; n < perSecond * seconds; n += 1) {
      const due = started + (n * 1_000) / perSecond;
      if (due > performance.now()) await pause(due - performance.now());
      open.push(this.ask(KINDS[n % KINDS.length] ?? 'list', due));
    }
    await Promise.all(open);
    return {
      statuses: Object.fromEntries([...this.statuses].sort()),
      acceptedTickets: this.posted.length - before,
      latencyMs: Object.fromEntries([...this.latencies].map(([kind, times]) => [kind, spread(times)])),
    };
  }

  private async ask(kind: Kind, due: number): Promise<void> {
    const status = await this.answer(kind).catch(() => 0);
    this.statuses.set(String(status), (this.statuses.get(String(status)) ?? 0) + 1);
    const times = this.latencies.get(kind) ?? [];
    times.push(performance.now() - due);
    this.latencies.set(kind, times);
  }

  private async answer(kind: Kind): Promise<number> {
    const response = await fetch(this.options.url + this.pathOf(kind), {
      method: kind === 'post' ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${this.options.key}`, 'content-type': 'application/json' },
      ...(kind === 'post' ? { body: JSON.stringify(this.question()) } : {}),
      signal: AbortSignal.timeout(30_000),
    });
    const text = await response.text();
    if (kind === 'post' && response.status === 202) this.posted.push((JSON.parse(text) as { id: string }).id);
    return response.status;
  }

  private question() {
    const { questions } = this.options;
    const n = (this.sent += 1);
    return { body: questions[n % questions.length], customer: { email: `reader${n % 500}@example.com` } };
  }

  private pathOf(kind: Kind): string {
    const some = this.posted[Math.floor(Math.random() * this.posted.length)] ?? '';
    const paths: Record<Kind, string> = {
      post: '/v1/tickets',
      ticket: `/v1/tickets/${some}`,
      timeline: `/v1/tickets/${some}/timeline`,
      list: '/v1/tickets?limit=20',
      approvals: '/v1/approvals?status=open&limit=20',
      summary: '/v1/analytics/summary',
    };
    return paths[kind];
  }
}

function spread(times: readonly number[]) {
  const sorted = [...times].sort((left, right) => left - right);
  return { n: sorted.length, p50: percentile(sorted, 0.5), p95: percentile(sorted, 0.95) };
}
