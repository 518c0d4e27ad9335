import path from 'node:path';
import { keptSecret } from '@mesh/config';

export interface MeshSecrets {
  readonly adminKey: string;
  readonly internalSecret: string;
  /** Seals the secrets of others in the database. */
  readonly sealingKey: string;
}

export const adminKeyFile = (dataDir: string): string => path.join(dataDir, 'admin-key');

/** What the processes of one mesh share: given, or made up once and kept for the owner alone. */
export const keptSecrets = (dataDir: string): MeshSecrets => ({
  adminKey: process.env['MESH_ADMIN_KEY'] || keptSecret(adminKeyFile(dataDir), 'mk_admin_'),
  internalSecret: process.env['INTERNAL_TOKEN_SECRET'] || keptSecret(path.join(dataDir, 'internal-secret')),
  sealingKey: keptSecret(path.join(dataDir, 'sealing-key')),
});
