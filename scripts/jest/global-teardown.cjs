const { rmSync } = require('node:fs');

module.exports = async () => {
  const started = globalThis.meshTestPostgres;
  if (!started) return;
  await started.postgres.stop();
  rmSync(started.dataDir, { recursive: true, force: true });
};
