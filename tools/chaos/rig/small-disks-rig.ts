import path from 'node:path';
import type { DistributedOptions } from '../../distributed-mesh/distributed-mesh';
import { PostgresNode } from '../../faults/postgres-node';
import { SmallDisk } from '../../faults/small-disk';
import { pause } from '../../running-mesh/start-mesh';
import { asEmbedded } from './embedded-server';
import { CONNECTIONS } from './standby-rig';

const MEGABYTES = { broker: 1_024, database: 2_048, services: 256 } as const;
const RESTART_MS = 60_000;

export type DiskName = keyof typeof MEGABYTES;

/** Disks of their own for the broker's log, for Postgres with its WAL, and for what the services write. */
export class SmallDisksRig {
  private constructor(
    private readonly disks: Readonly<Record<DiskName, SmallDisk>>,
    private readonly postgres: PostgresNode,
  ) {}

  static async start(dataDir: string): Promise<SmallDisksRig> {
    const mount = (name: DiskName, ...folders: string[]) => SmallDisk.mount(path.join(...folders), MEGABYTES[name]);
    let database: SmallDisk | undefined;
    const postgres = await PostgresNode.create({ max_connections: CONNECTIONS, jit: 'off' }, (folder) => {
      database = mount('database', folder);
    });
    if (!database) throw new Error('Postgres was made without a disk of its own');
    const broker = mount('broker', dataDir, 'kafka', 'data');
    return new SmallDisksRig({ broker, database, services: mount('services', dataDir, 'logs') }, postgres);
  }

  /** Their own log and whatever they put aside lie on the disk of the services. */
  get options(): Pick<DistributedOptions, 'servers' | 'environment'> {
    const { postgres } = this;
    const server = asEmbedded(postgres.adminUrl, postgres.port, () => postgres.stop());
    return {
      servers: { postgres: () => Promise.resolve(server) },
      environment: { LOG_LEVEL: 'debug', TMPDIR: this.disks.services.folder },
    };
  }

  of(name: DiskName): SmallDisk {
    return this.disks[name];
  }

  /** What an orchestrator does: a server that ended for want of space is started until it stays. Returns whether it had. */
  async restartPostgres(): Promise<boolean> {
    const ended = !this.postgres.running;
    for (const deadline = Date.now() + RESTART_MS; !this.postgres.running; await pause(500)) {
      if (Date.now() > deadline) throw new Error('Postgres does not start again');
      await this.postgres.start().catch(() => undefined);
    }
    return ended;
  }

  /** After everything that writes there has ended. */
  async stop(): Promise<void> {
    this.disks.broker.discard();
    this.disks.services.unmount();
    await this.postgres.stop();
    this.disks.database.discard();
    await this.postgres.remove();
  }
}
