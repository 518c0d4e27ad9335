import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashOfKey, sameHash } from './api-key';

/** Tenant of the first admin key. */
export const DEFAULT_TENANT = 'default';
export const BOOTSTRAP_KEY_ID = 'bootstrap';

/** Where a made-up first admin key is kept, readable by its owner alone. */
export const adminKeyPath = (dataDir: string): string => join(dataDir, 'admin-key');

/** The first admin key of the installation: configured, or made up once and kept in the data folder. */
export class BootstrapKey {
  private readonly hash: Buffer;

  constructor(text: string) {
    this.hash = hashOfKey(text);
  }

  matches(text: string): boolean {
    return sameHash(this.hash, hashOfKey(text));
  }

  static of(config: { readonly MESH_ADMIN_KEY?: string | undefined; readonly DATA_DIR: string }): BootstrapKey {
    return new BootstrapKey(config.MESH_ADMIN_KEY ?? keptKey(config.DATA_DIR));
  }
}

function keptKey(dataDir: string): string {
  const path = adminKeyPath(dataDir);
  if (!existsSync(path)) {
    mkdirSync(dataDir, { recursive: true });
    // Whole or not at all: half a key after a crash would lock everybody out.
    const draft = `${path}.${process.pid}.new`;
    writeFileSync(draft, `mk_admin_${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flush: true });
    renameSync(draft, path);
  }
  return readFileSync(path, 'utf8').trim();
}
