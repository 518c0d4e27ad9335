import { readFileSync } from 'node:fs';
import { ReferencedSecrets } from './secrets/referenced-secrets';
import type { SecretManager } from './secrets/secret-manager.port';

export type Environment = Readonly<Record<string, string | undefined>>;

/** A value, and how it is read again if it lies elsewhere. */
export interface Found {
  readonly value: string;
  readonly again?: (signal: AbortSignal) => Promise<string>;
}

/**
 * The value `NAME` outranks the file `NAME_FILE`, and this the reference `NAME_REF`, within one layer; a layer outranks
 * the next one.
 */
export class Layers {
  private readonly secrets: ReferencedSecrets;

  constructor(
    private readonly layers: readonly Environment[],
    managers: readonly SecretManager[],
  ) {
    this.secrets = new ReferencedSecrets(managers);
  }

  /** @throws SecretFault of a reference; the fault of a file that cannot be read */
  find(name: string): Found | undefined {
    for (const layer of this.layers) {
      const found = this.findIn(layer, name);
      if (found?.value) return found;
    }
    return undefined;
  }

  /** Those that say where the value of one of these names is. */
  referencesOf(names: readonly string[]): readonly string[] {
    return names.flatMap((name) => {
      const layer = this.layers.find((one) => one[name] || one[`${name}_FILE`] || one[`${name}_REF`]) ?? {};
      return layer[name] || layer[`${name}_FILE`] ? [] : (layer[`${name}_REF`] ?? []);
    });
  }

  fetch(references: readonly string[], timeoutMs: number): Promise<void> {
    return this.secrets.fetch(references, timeoutMs);
  }

  private findIn(layer: Environment, name: string): Found | undefined {
    const { [name]: value, [`${name}_FILE`]: path, [`${name}_REF`]: reference } = layer;
    if (value) return { value };
    if (path) return { value: contentOf(path), again: () => Promise.resolve(contentOf(path)) };
    if (!reference) return undefined;
    return { value: this.secrets.valueOf(reference), again: (signal) => this.secrets.readAgain(reference, signal) };
  }
}

const contentOf = (path: string): string => readFileSync(path, 'utf8').trim();
