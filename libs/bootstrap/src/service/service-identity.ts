import type { ServiceName } from '@mesh/contracts';

/** Which service this is, and whether it wants work at the moment. */
export class ServiceIdentity {
  private current: 'starting' | 'running' | 'draining' = 'starting';

  constructor(readonly name: ServiceName) {}

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
