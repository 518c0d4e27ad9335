import { TerminalError } from '@mesh/kernel';
import { loadPackage } from './load-package';
import { SecretManager } from './secret-manager.port';

/** What is used of `@azure/keyvault-secrets`. */
interface KeyVaultSdk {
  readonly SecretClient: new (
    vault: string,
    credential: unknown,
  ) => {
    getSecret(
      name: string,
      options: { version?: string; abortSignal: AbortSignal },
    ): Promise<{ readonly value?: string }>;
  };
}

/** What is used of `@azure/identity`. */
interface IdentitySdk {
  readonly DefaultAzureCredential: new () => unknown;
}

/** `https://VAULT.vault.azure.net/secrets/NAME[/VERSION]`, which is how Azure itself writes ids. */
const ID = /^(https:\/\/[\w.-]+)\/secrets\/([\w-]+)(?:\/(\w+))?$/;

/** Azure Key Vault; who asks is found as `DefaultAzureCredential` does it. */
export class AzureSecretManager extends SecretManager {
  readonly name = 'azure';
  private readonly vaults = new Map<string, InstanceType<KeyVaultSdk['SecretClient']>>();

  async read(id: string, signal: AbortSignal): Promise<string> {
    const [, vault, name, version] = ID.exec(id) ?? [];
    if (vault === undefined || name === undefined) {
      throw new TerminalError('SECRET_REFERENCE_INVALID', 'is no id of Azure Key Vault');
    }
    const client = this.vaults.get(vault) ?? (await this.open(vault));
    const { value = '' } = await client.getSecret(name, {
      abortSignal: signal,
      ...(version === undefined ? {} : { version }),
    });
    return value;
  }

  private async open(vault: string): Promise<InstanceType<KeyVaultSdk['SecretClient']>> {
    const { SecretClient } = await loadPackage<KeyVaultSdk>('@azure/keyvault-secrets');
    const { DefaultAzureCredential } = await loadPackage<IdentitySdk>('@azure/identity');
    const client = new SecretClient(vault, new DefaultAzureCredential());
    this.vaults.set(vault, client);
    return client;
  }
}
