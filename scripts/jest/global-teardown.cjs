const { rmSync } = require('node:fs');
const { Client } = require('pg');

module.exports = async () => {
  const started = globalThis.meshTestPostgres;
  if (!started) return dropTemplates();
  await started.postgres.stop();
  rmSync(started.dataDir, { recursive: true, force: true });
};

/** A server from outside stays, so nothing of this run may stay on it. */
async function dropTemplates() {
  const admin = new Client({ connectionString: process.env.MESH_TEST_ADMIN_URL });
  await admin.connect();
  try {
    const { rows } = await admin.query('SELECT datname FROM pg_database WHERE starts_with(datname, $1)', [
      `template_${process.env.MESH_TEST_RUN}_`,
    ]);
    for (const { datname } of rows) await admin.query(`DROP DATABASE ${datname} WITH (FORCE)`);
  } finally {
    await admin.end();
  }
}
