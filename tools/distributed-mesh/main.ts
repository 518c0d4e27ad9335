import path from 'node:path';
import { ComposeCommands, composeWorks } from './compose-commands';
import { keepMesh } from './keep-mesh';
import { NativeCommands } from './native-commands';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const numberOf = (name: string, fallback: number): number => Number(process.env[name] || fallback);

/** `main.js up|down|status [--native]`, and `keep`: the foreground process behind a native mesh. */
async function main([command = '', ...flags]: readonly string[]): Promise<void> {
  const dataDir = path.resolve(process.env['DATA_DIR'] || './.data', 'distributed');
  if (command === 'keep') {
    return keepMesh({
      dataDir,
      port: numberOf('PORT', 8080),
      managementPort: numberOf('MANAGEMENT_PORT', 9090),
      replicas: numberOf('MESH_REPLICAS', 1),
    });
  }
  const native = flags.includes('--native') || !(await composeWorks());
  const commands = native ? new NativeCommands(dataDir, say) : new ComposeCommands(say);
  switch (command) {
    case 'up':
      return commands.up();
    case 'down':
      return commands.down();
    case 'status':
      return commands.status();
    default:
      throw new Error('usage: main.js up|down|status [--native]');
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
