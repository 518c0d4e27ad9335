import { randomBytes } from 'node:crypto';
import type * as Postgres from '../../../scripts/lib/embedded-postgres-client.mjs' with { 'resolution-mode': 'import' };

const password = (): string => randomBytes(18).toString('base64url');

/** A Postgres of the rig in the shape of the one that a mesh would start for itself. */
export const asEmbedded = (adminUrl: string, port: number, stop: () => Promise<void>): Postgres.EmbeddedPostgres => ({
  adminUrl,
  pid: process.pid,
  port,
  rolePasswords: { mesh_owner: password(), mesh_api: password(), mesh_worker: password() },
  stop,
});
