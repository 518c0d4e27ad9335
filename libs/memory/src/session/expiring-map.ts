import type { Clock } from '@mesh/kernel';

interface Entry<Value> {
  readonly value: Value;
  readonly endsAt: number;
}

/** A bounded map whose entries end: the least recently used one goes when there are too many. */
export class ExpiringMap<Value> {
  private readonly entries = new Map<string, Entry<Value>>();
  private evicted = 0;

  constructor(
    private readonly clock: Clock,
    private readonly limit: number,
  ) {}

  get size(): number {
    this.removeEnded();
    return this.entries.size;
  }

  get evictions(): number {
    return this.evicted;
  }

  get(key: string): Value | undefined {
    const entry = this.entries.get(key);
    if (!entry) return undefined;
    this.entries.delete(key);
    if (entry.endsAt <= this.now()) return undefined;
    this.entries.set(key, entry);
    return entry.value;
  }

  set(key: string, value: Value, ttlMs: number): void {
    this.entries.delete(key);
    this.entries.set(key, { value, endsAt: this.now() + ttlMs });
    if (this.entries.size > this.limit) this.makeRoom();
  }

  delete(key: string): boolean {
    return this.entries.delete(key);
  }

  keys(): string[] {
    this.removeEnded();
    return [...this.entries.keys()];
  }

  private makeRoom(): void {
    this.removeEnded();
    for (const key of this.entries.keys()) {
      if (this.entries.size <= this.limit) return;
      this.entries.delete(key);
      this.evicted += 1;
    }
  }

  private removeEnded(): void {
    const now = this.now();
    for (const [key, entry] of this.entries) if (entry.endsAt <= now) this.entries.delete(key);
  }

  private now(): number {
    return this.clock.now().getTime();
  }
}
