import { type Schemas, dataOf } from '@mesh/client';
import type { History } from '../../ledger/history';
import { pause } from '../../running-mesh/start-mesh';
import { mapParallel } from '../../running-mesh/tickets';
import { recorded } from './recorded-call';
import { type LoadTenant, clientOf } from './tenants';

type OpenApproval = Pick<Schemas['ApprovalView'], 'id' | 'contentHash'>;

type Decision = { readonly decision: 'approve' | 'edit' | 'reject'; readonly reply?: string; readonly reason?: string };

const LOOK_EVERY_MS = 1_000;
const AT_ONCE = 4;

export interface ApproverParts {
  readonly history: History;
  readonly urls: readonly string[];
  readonly random: () => number;
  readonly over: () => boolean;
  /** True while nobody may decide. */
  readonly held: () => boolean;
}

/** Two people of one tenant who decide on the same approvals at the same time: one of them must win. */
export class Approvers {
  private round: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly parts: ApproverParts,
    private readonly tenant: LoadTenant,
  ) {}

  async work(): Promise<void> {
    while (!this.parts.over()) {
      if (!this.parts.held()) await (this.round = this.decideAll());
      await pause(LOOK_EVERY_MS);
    }
  }

  /** Resolves when nothing that was begun is open. */
  async idle(): Promise<void> {
    await this.round;
  }

  private async decideAll(): Promise<void> {
    await mapParallel(await this.open(), AT_ONCE, (approval) => this.race(approval));
  }

  private async open(): Promise<readonly OpenApproval[]> {
    const client = clientOf(this.anyUrl().url, this.tenant.approverKeys[0]);
    const open = client.api.GET('/v1/approvals', { params: { query: { status: 'open', limit: 100 } } });
    return (await dataOf(open).catch(() => ({ items: [] }))).items;
  }

  private async race(approval: OpenApproval): Promise<void> {
    await Promise.all(this.tenant.approverKeys.map((key) => this.decide(key, approval)));
  }

  private async decide(key: string, { id, contentHash }: OpenApproval): Promise<void> {
    const { url, gateway } = this.anyUrl();
    const decision = this.choose(id);
    const details = { decision: decision.decision, reply: decision.reply ?? '' };
    await recorded(this.parts.history, { kind: 'decision', tenant: this.tenant.id, gateway, key: id, details }, () =>
      dataOf(
        clientOf(url, key).api.POST('/v1/approvals/{id}/decision', {
          params: { path: { id } },
          body: { ...decision, contentHash },
        }),
      ),
    );
  }

  private choose(id: string): Decision {
    const drawn = this.parts.random();
    if (drawn < 0.1) return { decision: 'reject', reason: 'Name the exact number of days.' };
    if (drawn < 0.25) return { decision: 'edit', reply: `The refund is on its way to your card. (${id})` };
    return { decision: 'approve' };
  }

  private anyUrl(): { url: string; gateway: number } {
    const gateway = Math.floor(this.parts.random() * this.parts.urls.length);
    return { url: this.parts.urls[gateway] ?? '', gateway };
  }
}
