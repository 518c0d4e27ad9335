import { renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { SERVICES } from '@mesh/contracts';
import type { DistributedOptions } from '../../distributed-mesh/distributed-mesh';
import { TcpProxy } from '../../faults/tcp-proxy';
import { freePort } from '../../running-mesh/start-mesh';

const nameOf = (what: string): string => `${what}.mesh.test`;
const [HOME, NEW_HOME] = ['127.0.0.1', '127.0.0.2'];

/** Names for everything that the processes of a mesh look for, and a name service that can be away. */
export class NamesRig {
  private readonly addresses = new Map(['postgres', 'redis', 'kafka', ...SERVICES].map((what) => [what, HOME]));

  private constructor(
    private readonly file: string,
    /** At the first address of the broker, before the one where it really is. */
    private readonly firstHome: TcpProxy,
  ) {
    this.restore();
  }

  static async start(dataDir: string): Promise<NamesRig> {
    const port = await freePort();
    const firstHome = await TcpProxy.start({ host: NEW_HOME, port }, { port });
    return new NamesRig(path.join(dataDir, 'names.json'), firstHome);
  }

  get options(): Pick<DistributedOptions, 'servers' | 'environment' | 'brokersFor' | 'hostOf'> {
    const { port } = this.firstHome;
    const detour = { host: NEW_HOME, port, advertisedHost: nameOf('kafka'), advertisedPort: port };
    return {
      servers: { kafkaDetour: detour },
      brokersFor: () => `${nameOf('kafka')}:${port}`,
      hostOf: nameOf,
      environment: {
        NAMES_FILE: this.file,
        NODE_OPTIONS: `--require ${path.resolve('tools/faults/names.cjs')}`,
      },
    };
  }

  /** No name can be found. */
  remove(): void {
    this.publish({});
  }

  /** Every name can be found. */
  restore(): void {
    this.publish(Object.fromEntries([...this.addresses].map(([what, address]) => [nameOf(what), address])));
  }

  /** The broker has another address from now on; nothing answers any more at the first one. */
  moveBroker(): void {
    this.addresses.set('kafka', NEW_HOME);
    this.restore();
  }

  /** Ends every connection that goes to the broker's first address. */
  cutBroker(): void {
    this.firstHome.cut();
  }

  /** Connections that were ever made to the broker's first address. */
  get callsAtFirstHome(): number {
    return this.firstHome.counts.connections;
  }

  get brokerHasMoved(): boolean {
    return this.addresses.get('kafka') === NEW_HOME;
  }

  stop(): Promise<void> {
    return this.firstHome.close();
  }

  /** In one go: a reader must not find half of it. */
  private publish(names: Readonly<Record<string, string>>): void {
    writeFileSync(`${this.file}.new`, JSON.stringify(names));
    renameSync(`${this.file}.new`, this.file);
  }
}
