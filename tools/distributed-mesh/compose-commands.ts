import { spawn } from 'node:child_process';

/** Whether this machine has a Docker engine that answers, with the compose plugin. */
export async function composeWorks(): Promise<boolean> {
  return (await run(['compose', 'version'], 'ignore')) === 0 && (await run(['info'], 'ignore')) === 0;
}

/** `mesh:up`, `mesh:down` and `mesh:status` on the containers of docker-compose.yml. */
export class ComposeCommands {
  constructor(private readonly say: (line: string) => void) {}

  async up(): Promise<void> {
    await this.compose('up', '--detach', '--build', '--wait');
    return this.status();
  }

  async down(): Promise<void> {
    await this.compose('down');
    this.say('the mesh has stopped; its volumes stay');
  }

  status(): Promise<void> {
    return this.compose('ps');
  }

  private async compose(...args: readonly string[]): Promise<void> {
    const code = await run(['compose', ...args], 'inherit');
    if (code !== 0) throw new Error(`docker compose ${args[0]} failed (${code})`);
  }
}

function run(args: readonly string[], output: 'ignore' | 'inherit'): Promise<number | string> {
  return new Promise((resolve) => {
    const child = spawn('docker', args, { stdio: ['ignore', output, output] });
    child.once('error', () => resolve('docker not found'));
    child.once('exit', (code, signal) => resolve(code ?? signal ?? 'unknown'));
  });
}
