import type * as Aws from '@aws-sdk/client-secrets-manager';
import { loadPackage } from './load-package';
import { SecretManager } from './secret-manager.port';

interface Opened {
  readonly sdk: typeof Aws;
  readonly client: Aws.SecretsManagerClient;
}

/**
 * AWS Secrets Manager; an id is the name or the ARN of a secret. Region, credentials and another address come as the SDK
 * expects them: `AWS_REGION`, `AWS_ACCESS_KEY_ID`, `AWS_ENDPOINT_URL_SECRETS_MANAGER`, a role of the pod, and so on.
 */
export class AwsSecretManager extends SecretManager {
  readonly name = 'aws';
  private opened: Promise<Opened> | undefined;

  async read(id: string, signal: AbortSignal): Promise<string> {
    const { sdk, client } = await (this.opened ??= this.open());
    const command = new sdk.GetSecretValueCommand({ SecretId: id });
    const { SecretString: text, SecretBinary: bytes } = await client.send(command, { abortSignal: signal });
    return text ?? Buffer.from(bytes ?? []).toString('utf8');
  }

  private async open(): Promise<Opened> {
    const sdk = await loadPackage<typeof Aws>('@aws-sdk/client-secrets-manager');
    return { sdk, client: new sdk.SecretsManagerClient() };
  }
}
