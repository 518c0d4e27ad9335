import type { ServiceName } from '@mesh/contracts';
import type { MigrationClass } from '@mesh/persistence';

/** Which service this is, and whether it wants work at the moment. */
export class ServiceIdentity {
  private current: 'starting' | 'running' | 'draining' = 'starting';

  constructor(
    readonly name: ServiceName,
    /** What its schema must have seen before it can work. */
    readonly migrations: readonly MigrationClass[] = [],
  ) {}

  get phase(): 'starting' | 'running' | 'draining' {
    return this.current;
  }

  markRunning(): void {
    this.current = 'running';
  }

  markDraining(): void {
    this.current = 'draining';
  }
}
