import { LRUCache } from 'lru-cache';
import type { FlagValues } from './flag-registry';
import type { FlagSource } from './flag-source.port';

const MOST_TENANTS = 10_000;

interface Known {
  readonly values: FlagValues;
  readonly askedAt: number;
}

/** What tenants have decided, asked for when it is old; what was known last, or nothing, while nobody can say. */
export class TenantFlags {
  private readonly known = new LRUCache<string, Known>({ max: MOST_TENANTS });
  private readonly asking = new Map<string, Promise<FlagValues>>();

  constructor(
    private readonly source: FlagSource,
    private readonly refreshMs: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Never throws. */
  of(tenantId: string): FlagValues | Promise<FlagValues> {
    const known = this.known.get(tenantId);
    if (known && this.now() - known.askedAt < this.refreshMs) return known.values;
    const asking = this.asking.get(tenantId) ?? this.ask(tenantId, known?.values ?? {});
    this.asking.set(tenantId, asking);
    return asking;
  }

  private async ask(tenantId: string, last: FlagValues): Promise<FlagValues> {
    const values = await this.source.overridesOf(tenantId).catch(() => last);
    this.known.set(tenantId, { values, askedAt: this.now() });
    this.asking.delete(tenantId);
    return values;
  }
}
