import { MeshError } from '@mesh/kernel';
import type { SecretManager } from './secret-manager.port';
import { readReference } from './secret-reference';

/** Why a reference has no value, in words that hold nothing of it. */
export class SecretFault extends Error {
  constructor(readonly said: string) {
    super(said);
  }
}

/** The values behind references, as they were fetched at start. */
export class ReferencedSecrets {
  private readonly fetched = new Map<string, string | SecretFault>();

  constructor(private readonly managers: readonly SecretManager[]) {}

  /** All at once; what cannot be had is remembered as a fault. */
  async fetch(references: readonly string[], timeoutMs: number): Promise<void> {
    await Promise.all([...new Set(references)].map((reference) => this.fetchOne(reference, timeoutMs)));
  }

  /** @throws SecretFault */
  valueOf(reference: string): string {
    const found = this.fetched.get(reference) ?? new SecretFault('secret managers were not asked');
    if (found instanceof SecretFault) throw found;
    return found;
  }

  readAgain(reference: string, signal: AbortSignal): Promise<string> {
    return readReference(reference, this.managers, signal);
  }

  private async fetchOne(reference: string, timeoutMs: number): Promise<void> {
    try {
      this.fetched.set(reference, await this.readAgain(reference, AbortSignal.timeout(timeoutMs)));
    } catch (error) {
      this.fetched.set(reference, new SecretFault(error instanceof MeshError ? error.message : 'cannot be read'));
    }
  }
}
