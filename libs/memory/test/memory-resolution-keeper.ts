import type { Sql } from '@mesh/persistence';
import { type Resolution, ResolutionKeeper } from '../src/manager/resolution-keeper.port';

/** Keeps resolutions in a list that a test can look at. */
export class MemoryResolutionKeeper extends ResolutionKeeper {
  kept: Resolution[] = [];

  async keep(_sql: Sql, _tenantId: string, resolution: Resolution): Promise<boolean> {
    const known = this.kept.some(({ provenance }) => provenance.decisionId === resolution.provenance.decisionId);
    if (!known) this.kept.push(resolution);
    return !known;
  }

  async forget(_sql: Sql, _tenantId: string, ticketIds: readonly string[]): Promise<number> {
    const before = this.kept.length;
    this.kept = this.kept.filter(({ provenance }) => !ticketIds.includes(provenance.ticketId));
    return before - this.kept.length;
  }

  async countOf(_sql: Sql, _tenantId: string, ticketIds: readonly string[]): Promise<number> {
    return this.kept.filter(({ provenance }) => ticketIds.includes(provenance.ticketId)).length;
  }
}
