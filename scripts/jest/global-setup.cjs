const { randomBytes } = require('node:crypto');
const { mkdtempSync } = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');

/**
 * One Postgres for the whole jest run, offered to every test as MESH_TEST_ADMIN_URL (a superuser's address).
 * It gives up durability: nothing of it survives the run. An address given from outside is used as it is.
 * MESH_TEST_RUN names this run, for what its tests share on the server.
 */
module.exports = async () => {
  process.env.MESH_TEST_RUN = randomBytes(6).toString('hex');
  if (process.env.MESH_TEST_ADMIN_URL) return;
  const { startEmbeddedPostgres } = await import('../lib/embedded-postgres-client.mjs');
  const dataDir = mkdtempSync(path.join(tmpdir(), 'mesh-jest-'));
  const postgres = await startEmbeddedPostgres({ dataDir, fast: true });
  process.env.MESH_TEST_ADMIN_URL = postgres.adminUrl;
  globalThis.meshTestPostgres = { postgres, dataDir };
};
