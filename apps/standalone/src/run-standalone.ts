import { join } from 'node:path';
import { ShutdownConfig, guardProcess } from '@mesh/bootstrap';
import { ConfigError, type ConfigSource, MeshConfig } from '@mesh/config';
import { reasonOf } from '@mesh/kernel';
import { adminKeyPath } from '../../gateway/src/identity/bootstrap-key';
import { banner } from './banner';
import { checkEmbedded, embeddedSource } from './embedded-source';
import { EmbeddedMesh } from './embedded-mesh';
import { LogFile } from './log-file';

const STARTED = performance.now();

/** `npm start`: the embedded profile from an empty folder to the banner. Faults are said on stderr; exit code 1. */
export async function runStandalone(): Promise<void> {
  try {
    await checkEmbedded();
    await run(await embeddedSource());
  } catch (error) {
    process.stderr.write(`${sayable(error)}\n`);
    process.exit(1);
  }
}

async function run(source: ConfigSource): Promise<void> {
  const logFile = new LogFile(join(source.read(MeshConfig).DATA_DIR, 'mesh.log'));
  const mesh = await EmbeddedMesh.start(source, logFile);
  guardProcess(mesh, { logger: mesh.logger, deadlineMs: source.read(ShutdownConfig).SHUTDOWN_DEADLINE_MS });
  try {
    await open(mesh, source, logFile.path);
  } catch (error) {
    await mesh.stop();
    throw error;
  }
}

/** Only then is anybody let in, so that the first question finds the articles. */
async function open(mesh: EmbeddedMesh, source: ConfigSource, logFile: string): Promise<void> {
  const { DATA_DIR, MESH_ADMIN_KEY } = source.read(MeshConfig);
  const samples = await mesh.loadSamples();
  const addresses = await mesh.listen();
  const keyFile = MESH_ADMIN_KEY === undefined ? adminKeyPath(DATA_DIR) : undefined;
  const seconds = (performance.now() - STARTED) / 1000;
  process.stdout.write(`${banner({ ...addresses, keyFile, logFile, samples, seconds })}\n`);
}

function sayable(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  return `The mesh could not start: ${error instanceof Error ? error.message : reasonOf(error)}`;
}
