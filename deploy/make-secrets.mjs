// Makes up the secrets of an installation once:
//   make-secrets.mjs FOLDER         a file per secret below FOLDER; does nothing where that was done before
//   make-secrets.mjs --kubernetes   prints manifests for the servers of k8s/data, for `kubectl create -f -`
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { kubernetesSecrets, madeUpSecrets } from './lib/secrets.mjs';

const COMPOSE = { postgres: 'postgres', redis: 'redis', chaos: 'toxiproxy' };
const DATA = 'support-mesh-data.svc';
const KUBERNETES = { postgres: `postgres.${DATA}`, redis: `redis.${DATA}` };

/** The marker is written last, so that half a set is made again from the start. */
function writeFiles(folder) {
  const marker = path.join(folder, '.complete');
  if (existsSync(marker)) return 'the secrets are there';
  for (const [group, files] of Object.entries(madeUpSecrets(COMPOSE))) {
    rmSync(path.join(folder, group), { recursive: true, force: true });
    mkdirSync(path.join(folder, group), { recursive: true, mode: 0o755 });
    // Readable for all: the servers run under users of their own, and each is given its folder alone.
    for (const [name, value] of Object.entries(files)) {
      writeFileSync(path.join(folder, group, name), value, { mode: 0o444 });
    }
  }
  writeFileSync(`${marker}.new`, '');
  renameSync(`${marker}.new`, marker);
  return 'the secrets were made';
}

const manifests = () =>
  JSON.stringify({ apiVersion: 'v1', kind: 'List', items: kubernetesSecrets(madeUpSecrets(KUBERNETES)) });

const [target] = process.argv.slice(2);
if (target === undefined) {
  process.stderr.write('usage: make-secrets.mjs FOLDER | --kubernetes\n');
  process.exit(2);
}
process.stdout.write(`${target === '--kubernetes' ? manifests() : writeFiles(target)}\n`);
