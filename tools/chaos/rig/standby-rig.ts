import type * as Postgres from '../../../scripts/lib/embedded-postgres-client.mjs' with { 'resolution-mode': 'import' };
import { PostgresNode } from '../../faults/postgres-node';
import { TcpProxy } from '../../faults/tcp-proxy';
import { pause } from '../../running-mesh/start-mesh';
import { asEmbedded } from './embedded-server';

/** Enough for two replicas of every service. */
export const CONNECTIONS = '400';
const SYNC_MS = 30_000;

/** A primary behind an address that can be taken over by a standby. */
export class StandbyRig {
  private readonly nodes: PostgresNode[];

  private constructor(
    private primary: PostgresNode,
    private readonly address: TcpProxy,
  ) {
    this.nodes = [primary];
  }

  static async start(): Promise<StandbyRig> {
    const primary = await PostgresNode.create({ max_connections: CONNECTIONS, jit: 'off' });
    const address = await TcpProxy.start({ host: '127.0.0.1', port: primary.port });
    return new StandbyRig(primary, address);
  }

  /** As the mesh sees it: one server, always at the same address. */
  get server(): Postgres.EmbeddedPostgres {
    return asEmbedded(this.address.through(this.primary.adminUrl), this.address.port, () => this.stop());
  }

  restartPrimary(): Promise<void> {
    return this.primary.restart('immediate');
  }

  /** A standby that has every write before it is acknowledged. */
  async follow(): Promise<PostgresNode> {
    const standby = await this.primary.standby();
    this.nodes.push(standby);
    await this.primary.query(`ALTER SYSTEM SET synchronous_standby_names = '*'`);
    await this.primary.query('SELECT pg_reload_conf()');
    const deadline = Date.now() + SYNC_MS;
    const state = async (): Promise<string | undefined> =>
      (await this.primary.query<{ sync_state: string }>('SELECT sync_state FROM pg_stat_replication'))[0]?.sync_state;
    while ((await state()) !== 'sync') {
      if (Date.now() > deadline) throw new Error('the standby does not confirm writes');
      await pause(100);
    }
    return standby;
  }

  /** The old primary is fenced, and after a gap the standby takes its address over. */
  async failOver(standby: PostgresNode, gapMs: number): Promise<void> {
    await this.primary.stop('immediate');
    await pause(gapMs);
    await standby.promote();
    await standby.query(`ALTER SYSTEM RESET synchronous_standby_names`);
    await standby.query('SELECT pg_reload_conf()');
    this.primary = standby;
    this.address.moveTo({ host: '127.0.0.1', port: standby.port });
    this.address.cut();
  }

  private async stop(): Promise<void> {
    await this.address.close();
    for (const node of this.nodes) await node.remove();
  }
}
