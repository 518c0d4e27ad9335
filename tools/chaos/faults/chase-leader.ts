import { FACTS_TOPIC } from '@mesh/contracts';
import { pause } from '../../running-mesh/start-mesh';
import type { Fault, FaultContext } from '../fault';
import { ALL_TOPICS } from '../rig/broker';
import { nodesOf } from '../rig/cluster';
import { livesOf, must, mustHaveLivedOn } from './observe';

const ROUNDS = 5;
/** As in Kafka's own tests of hard bounces. */
const AWAY_MS = 23_000;
const IN_SYNC_MS = 90_000;

/** kill -9 of whichever broker leads, again and again, with time to catch up between. */
export class ChaseLeader implements Fault {
  readonly id = 'F14';
  readonly title = 'kill -9 the leading broker of three, start it again, chase the next leader';
  readonly needs = 'cluster';
  readonly minSeconds = 60;
  readonly fullSeconds = 240;
  private before: ReadonlyMap<string, number> = new Map();
  private readonly killed: number[] = [];
  private readonly followedBy: number[] = [];

  async inject(context: FaultContext): Promise<void> {
    this.before = livesOf(context);
    const end = Date.now() + context.holdMs;
    const awayMs = Math.min(AWAY_MS, context.holdMs / ROUNDS);
    do await this.chase(context, awayMs);
    while (Date.now() < end && this.killed.length < ROUNDS);
  }

  async heal({ mesh, broker }: FaultContext): Promise<void> {
    await mesh.servers.kafka.start();
    await broker.untilInSync(ALL_TOPICS, IN_SYNC_MS);
    await mesh.untilReady();
    await broker.untilTakenIn(60_000);
  }

  evidence(context: FaultContext): Promise<string> {
    must(this.killed.length > 1, 'more than one leader that was killed');
    must(
      this.killed.every((leader, index) => this.followedBy[index] !== leader),
      'another leader after each death',
    );
    mustHaveLivedOn(context, this.before);
    return Promise.resolve(`leaders killed in turn: ${this.killed.join(', ')}; no process of the mesh was restarted`);
  }

  private async chase({ mesh, broker }: FaultContext, awayMs: number): Promise<void> {
    const leader = await broker.leaderOf(FACTS_TOPIC);
    const node = nodesOf(mesh)[leader - 1];
    if (!node) throw new Error(`there is no broker ${leader}`);
    await node.kill();
    this.killed.push(leader);
    await pause(awayMs);
    this.followedBy.push(await broker.leaderOf(FACTS_TOPIC));
    await node.start();
    await broker.untilInSync(ALL_TOPICS, IN_SYNC_MS);
  }
}
