import { loadKnowledge } from '../../running-mesh/load-knowledge';
import { pause } from '../../running-mesh/start-mesh';
import type { Fault, FaultContext } from '../fault';
import { untilWorkedOff } from '../load/capacity';
import { KNOWLEDGE } from '../load/samples';
import { clientOf } from '../load/tenants';
import { QdrantRig } from '../rig/qdrant-rig';
import { lookUntil } from './look-until';
import { must } from './observe';

const TIMES = 3;
const AGREE_MS = 60_000;

/** The same knowledge is stored again, its keeper dies on the way, and the index falls back to an older state. */
export class IngestAgain implements Fault {
  readonly id = 'F47';
  readonly title = 'same knowledge three times, a crash on the way, an old snapshot of the index';
  readonly needs = 'qdrant';
  readonly minSeconds = 40;
  readonly fullSeconds = 60;
  private surplus: readonly string[] = ['never compared'];
  private points = 0;

  async inject(context: FaultContext): Promise<void> {
    const { counterpart } = QdrantRig.of(context);
    await context.load.hold();
    await untilWorkedOff(context.tenants, context.mesh.url);
    const old = counterpart.snapshot();
    for (let time = 1; time < TIMES; time += 1) await this.ingest(context, '');
    const dying = this.ingest(context, ' Ask us about it.').catch(() => undefined);
    await pause(50);
    await Promise.all(context.mesh.of('research').map((process) => process.kill()));
    await dying;
    for (const process of context.mesh.of('research')) process.start();
    await context.mesh.untilReady();
    await this.ingest(context, ' Ask us about it.');
    counterpart.restore(old);
    await this.untilAgreed(context);
  }

  heal({ load, mesh }: FaultContext): Promise<void> {
    for (const process of mesh.of('research')) process.start();
    load.go();
    return mesh.untilReady();
  }

  evidence(): Promise<string> {
    must(this.surplus.length === 0, `as many points as passages (${this.surplus.join(', ')})`);
    return Promise.resolve(`${this.points} points for as many passages`);
  }

  /** The last words make it another version of every document, or the same. */
  private async ingest({ mesh, tenants }: FaultContext, lastWords: string): Promise<void> {
    for (const { adminKey } of tenants) {
      const rows = KNOWLEDGE.map((row) => ({ ...row, text: `${row.text}${lastWords}` }));
      await loadKnowledge(clientOf(mesh.url, adminKey), rows, 30_000);
    }
  }

  private async untilAgreed(context: FaultContext): Promise<void> {
    const rig = QdrantRig.of(context);
    for (const { id } of context.tenants) await context.jobs.rebuild(id);
    this.surplus = await lookUntil(
      () => rig.surplus(context),
      (surplus) => surplus.length === 0,
      AGREE_MS,
    );
    this.points = context.tenants.reduce((sum, { id }) => sum + (rig.pointsOf(id) ?? 0), 0);
  }
}
