import type { SessionStore, Unsubscribe } from '@mesh/memory';

const TOPIC = 'ticket-facts';

type Listener = (tenantId: string, message: string) => void;

/** The topics of the tenants that this process listens to; what Redis refuses is asked for again. */
export class TenantTopics {
  private readonly joined = new Map<string, Unsubscribe>();
  private readonly joining = new Set<string>();

  constructor(
    private readonly sessions: SessionStore,
    private readonly listener: Listener,
  ) {}

  publish(tenantId: string, message: string): Promise<void> {
    return this.sessions.publish(tenantId, TOPIC, message);
  }

  hears(tenantId: string): boolean {
    return this.joined.has(tenantId);
  }

  /** True when it listens from now on; false when it did already, or cannot. */
  async join(tenantId: string): Promise<boolean> {
    if (this.joined.has(tenantId) || this.joining.has(tenantId)) return false;
    this.joining.add(tenantId);
    try {
      const listener = (message: string): void => this.listener(tenantId, message);
      this.joined.set(tenantId, await this.sessions.subscribe(tenantId, TOPIC, listener));
      return true;
    } catch {
      // The session tier is away and says so itself; the caller comes again.
      return false;
    } finally {
      this.joining.delete(tenantId);
    }
  }

  /** Leaves the topics of all tenants but these. */
  async keep(tenantIds: readonly string[]): Promise<void> {
    const left = [...this.joined].filter(([tenantId]) => !tenantIds.includes(tenantId));
    for (const [tenantId] of left) this.joined.delete(tenantId);
    await Promise.all(left.map(([, leave]) => leave()));
  }
}
