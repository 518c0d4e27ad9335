import { MeshClient } from '@mesh/client';
import { type RunningMesh, startMesh } from './start-mesh';

/** A mesh to talk to: one that runs already, or one of our own that ends with us. */
export interface Target {
  readonly client: MeshClient;
  readonly url: string;
  close(): Promise<void>;
}

/** A measurement of an hour shall not end because the machine was busy when it began. */
const BUSY_MACHINE_READY_MS = 300_000;

/** @param url of a running mesh (key from MESH_ADMIN_KEY); without it a fresh embedded one with default policy starts */
export async function openTarget(url: string | undefined, environment: Record<string, string> = {}): Promise<Target> {
  if (url !== undefined) {
    const key = process.env['MESH_ADMIN_KEY'];
    if (!key) throw new Error('MESH_ADMIN_KEY is needed together with --url');
    return { client: new MeshClient({ url, key }), url, close: () => Promise.resolve() };
  }
  const mesh: RunningMesh = await startMesh({
    environment: { LOG_LEVEL: 'warn', ...environment },
    readyMs: BUSY_MACHINE_READY_MS,
  });
  return {
    client: mesh.client,
    url: mesh.url,
    close: async () => {
      await mesh.stop();
      mesh.remove();
    },
  };
}
