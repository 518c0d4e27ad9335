import { MeshProblem } from '@mesh/client';
import { pause } from '../../running-mesh/start-mesh';
import type { Fault, FaultContext } from '../fault';
import { recorded } from '../load/recorded-call';
import { QUESTIONS } from '../load/samples';
import { clientOf } from '../load/tenants';
import type { DiskName, SmallDisksRig } from '../rig/small-disks-rig';
import { livesOf, must, mustHaveLivedOn } from './observe';

const EVERY_MS = 400;
const DISKS: readonly DiskName[] = ['broker', 'database', 'services'];

interface Seen {
  accepted: number;
  /** With 503 and Retry-After. */
  refused: number;
  /** In any other way. */
  readonly wrong: string[];
  serverEnded: boolean;
  recoveredMs: number;
}

/** The disks of the broker, of Postgres and of the services are full, one after the other; then there is space again. */
export class FillDisks implements Fault {
  readonly id = 'F08';
  readonly title = 'full disks: log of the broker, data and WAL of Postgres, logs and temporary files of the services';
  readonly needs = 'small-disks';
  readonly minSeconds = 60;
  readonly fullSeconds = 180;
  private before: ReadonlyMap<string, number> = new Map();
  private readonly seen = new Map<DiskName, Seen>();
  private asked = 0;

  async inject(context: FaultContext): Promise<void> {
    this.before = livesOf(context);
    for (const name of DISKS) await this.fill(context, name, context.holdMs / DISKS.length);
  }

  async heal(context: FaultContext): Promise<void> {
    for (const name of DISKS) await this.recover(context, name);
    await context.broker.untilTakenIn(60_000);
  }

  evidence(context: FaultContext): Promise<string> {
    mustHaveLivedOn(context, this.before);
    const wrong = [...this.seen].flatMap(([name, seen]) => seen.wrong.map((what) => `${name}: ${what}`));
    must(wrong.length === 0, `only 202, or 503 with Retry-After (${wrong.slice(0, 5).join(', ')})`);
    must((this.seen.get('database')?.refused ?? 0) > 0, 'refusals while Postgres had no space');
    must((this.seen.get('broker')?.accepted ?? 0) > 0, 'tickets taken in while the broker had no space');
    must((this.seen.get('services')?.accepted ?? 0) > 0, 'tickets taken in while the services had no space');
    return Promise.resolve([...this.seen].map(inWords).join('; '));
  }

  private async fill(context: FaultContext, name: DiskName, forMs: number): Promise<void> {
    const disk = disksOf(context).of(name);
    const seen: Seen = { accepted: 0, refused: 0, wrong: [], serverEnded: false, recoveredMs: 0 };
    this.seen.set(name, seen);
    disk.fill();
    must(disk.full, `a full disk for the ${name}`);
    for (const end = Date.now() + forMs; Date.now() < end; await pause(EVERY_MS)) {
      await this.ask(context, seen);
      disk.fill();
    }
    const since = Date.now();
    seen.serverEnded = await this.recover(context, name);
    seen.recoveredMs = Date.now() - since;
  }

  /** Returns whether the server had ended. */
  private async recover(context: FaultContext, name: DiskName): Promise<boolean> {
    const { kafka } = context.mesh.servers;
    disksOf(context).of(name).clear();
    const ended = name === 'broker' ? !kafka.running : await disksOf(context).restartPostgres();
    if (name === 'broker' && ended) await kafka.start();
    await context.mesh.untilReady();
    return ended;
  }

  private async ask({ mesh, tenants, history }: FaultContext, seen: Seen): Promise<void> {
    const [gateway, key] = [this.asked % mesh.urls.length, `disk${(this.asked += 1)}`];
    const tenant = tenants[this.asked % tenants.length];
    const client = clientOf(mesh.urls[gateway] ?? '', tenant?.submitterKey ?? '');
    const ticket = { body: QUESTIONS[0] ?? '', customer: { email: `${key}@example.com` }, externalId: key };
    await recorded(history, { kind: 'ticket', tenant: tenant?.id ?? '', gateway, key }, async () => {
      try {
        const accepted = await client.createTicket(ticket, key);
        seen.accepted += 1;
        return accepted;
      } catch (error) {
        if (isOrderlyRefusal(error)) seen.refused += 1;
        else seen.wrong.push(error instanceof Error ? error.message : String(error));
        throw error;
      }
    });
  }
}

const isOrderlyRefusal = (error: unknown): boolean =>
  error instanceof MeshProblem && error.status === 503 && (error.retryAfterSeconds ?? 0) > 0;

const inWords = ([name, { accepted, refused, serverEnded, recoveredMs }]: [DiskName, Seen]): string =>
  `${name}: ${accepted} taken in, ${refused} refused with 503, ${serverEnded ? 'server ended and was started, ' : ''}` +
  `ready ${(recoveredMs / 1_000).toFixed(1)} s after space returned`;

function disksOf({ disks }: FaultContext): SmallDisksRig {
  if (!disks) throw new Error('the mesh was started without disks of its own');
  return disks;
}
