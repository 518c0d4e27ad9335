import { loadPackage } from './load-package';
import { SecretManager } from './secret-manager.port';

interface GoogleClient {
  accessSecretVersion(request: {
    readonly name: string;
  }): Promise<readonly [{ readonly payload?: { readonly data?: string | Uint8Array | null } | null }, ...unknown[]]>;
}

/** What is used of `@google-cloud/secret-manager`. */
interface GoogleSdk {
  readonly SecretManagerServiceClient: new () => GoogleClient;
}

/**
 * Google Secret Manager; an id is `projects/PROJECT/secrets/NAME[/versions/VERSION]`, without a version the latest one.
 * Who asks is found as Google's libraries do it (application default credentials).
 */
export class GcpSecretManager extends SecretManager {
  readonly name = 'gcp';
  private client: Promise<GoogleClient> | undefined;

  /** The SDK takes no signal; who asked stops waiting all the same. */
  async read(id: string): Promise<string> {
    const client = await (this.client ??= this.open());
    const name = /\/versions\/\w+$/.test(id) ? id : `${id}/versions/latest`;
    const [{ payload }] = await client.accessSecretVersion({ name });
    return Buffer.from(payload?.data ?? '').toString('utf8');
  }

  private async open(): Promise<GoogleClient> {
    const { SecretManagerServiceClient } = await loadPackage<GoogleSdk>('@google-cloud/secret-manager');
    return new SecretManagerServiceClient();
  }
}
