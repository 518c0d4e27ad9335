import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export interface MeshSecrets {
  readonly adminKey: string;
  readonly internalSecret: string;
}

export const adminKeyFile = (dataDir: string): string => path.join(dataDir, 'admin-key');

/** What the processes of one mesh share: given, or made up once and kept for the owner alone. */
export function keptSecrets(dataDir: string): MeshSecrets {
  mkdirSync(dataDir, { recursive: true });
  return {
    adminKey: process.env['MESH_ADMIN_KEY'] || kept(adminKeyFile(dataDir), 'mk_admin_'),
    internalSecret: process.env['INTERNAL_TOKEN_SECRET'] || kept(path.join(dataDir, 'internal-secret'), ''),
  };
}

function kept(file: string, prefix: string): string {
  if (!existsSync(file)) {
    writeFileSync(file, `${prefix}${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flush: true });
  }
  return readFileSync(file, 'utf8').trim();
}
