import { DistributedMesh } from './distributed-mesh';
import { adminKeyFile } from './kept-secrets';
import { type MeshState, MeshStateFile } from './mesh-state';

const REFRESH_MS = 1_000;

export interface KeepOptions {
  readonly dataDir: string;
  readonly port: number;
  readonly managementPort: number;
  readonly replicas: number;
}

/** The parent of a native mesh: starts it, starts again what ends, and takes it down when asked to end. */
export async function keepMesh(options: KeepOptions): Promise<void> {
  const file = new MeshStateFile(options.dataDir);
  const starting = { pid: process.pid, phase: 'starting', url: '', keyFile: '', servers: [], processes: [] } as const;
  await file.endOrphans();
  file.write(starting);
  const ended = new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => resolve());
  });
  try {
    const mesh = await DistributedMesh.start({ ...options, say: (line) => process.stdout.write(`${line}\n`) });
    const note = (): void => file.write(stateOf(mesh, options.dataDir));
    note();
    const refresh = setInterval(note, REFRESH_MS);
    await ended;
    clearInterval(refresh);
    const ends = await mesh.stop();
    process.stdout.write(`stopped: ${JSON.stringify(ends)}\n`);
  } finally {
    file.remove();
  }
}

const stateOf = (mesh: DistributedMesh, dataDir: string): MeshState => ({
  pid: process.pid,
  phase: 'ready',
  url: mesh.url,
  keyFile: adminKeyFile(dataDir),
  servers: [
    { name: 'kafka', address: mesh.servers.kafka.brokers, pid: mesh.servers.kafka.pid },
    { name: 'postgres', address: `127.0.0.1:${mesh.servers.postgres.port}` },
    { name: 'redis', address: mesh.servers.redis.url, pid: mesh.servers.redis.pid },
    { name: 'qdrant', address: process.env['QDRANT_URL'] || 'none: the index is in the process of research' },
  ],
  processes: mesh.processes.map(({ name, pid, managementUrl, logFile, starts }) => ({
    name,
    pid,
    managementUrl,
    logFile,
    starts,
  })),
});
