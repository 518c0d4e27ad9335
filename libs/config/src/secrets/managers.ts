import { AwsSecretManager } from './aws-secret-manager';
import { AzureSecretManager } from './azure-secret-manager';
import { GcpSecretManager } from './gcp-secret-manager';
import type { SecretManager } from './secret-manager.port';

/** All that a reference may name. */
export const secretManagers = (): readonly SecretManager[] => [
  new AwsSecretManager(),
  new AzureSecretManager(),
  new GcpSecretManager(),
];
