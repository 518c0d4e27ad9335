import { join } from 'node:path';
import { keptSecret } from '@mesh/config';
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
    return new BootstrapKey(config.MESH_ADMIN_KEY ?? keptSecret(adminKeyPath(config.DATA_DIR), 'mk_admin_'));
  }
}
