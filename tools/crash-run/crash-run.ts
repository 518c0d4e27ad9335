import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type MeshClient, MeshProblem, type Ticket } from '@mesh/client';
import { freePort } from '../faults/free-port';
import { type RunningMesh, pause, spawnMesh, startMesh, untilReady, within } from '../running-mesh/start-mesh';
import { mapParallel, submit, untilDrained, untilResting, workingTickets } from '../running-mesh/tickets';
import { Ledger, type LedgerEntry } from '../ledger/ledger';
import { type Verdict, judge } from '../ledger/verdict';

export interface CrashRun {
  /** Kills at random moments. */
  readonly kills: number;
  /** Tickets that are under way when the time to the next kill begins. */
  readonly tickets: number;
  /** One further death at each of these. */
  readonly crashPoints: readonly string[];
  readonly random: () => number;
  readonly environment?: Readonly<Record<string, string>>;
  readonly progress?: (line: string) => void;
}

const QUESTIONS = [
  'How do I reset my password?',
  'How long does shipping take?',
  'Where do I find my invoices?',
  'The app shows a blank page after I log in, what can I do?',
];
const PARALLEL = 24;
const FEEDBACK_EVERY = 8;
const LONGEST_LIFE_MS = 2_500;
const TICKETS_AT_A_POINT = 12;
const DRAIN_MS = 180_000;

/** Kills a mesh again and again under load, on the same data, and compares what is left with the ledger. */
export async function crashRun(run: CrashRun): Promise<Verdict> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'support-mesh-crash-'));
  const session = new CrashSession(run, dataDir, await freePort());
  try {
    for (let kill = 1; kill <= run.kills; kill += 1) await session.killAtRandom(kill);
    for (const [index, point] of run.crashPoints.entries()) await session.dieAt(point, `${point}-${index + 1}`);
    return await session.finish();
  } finally {
    await session.end();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/**
 * Customers rate resolved tickets, and the mesh dies when the first ratings were sent on and nobody has noted it: they are
 * sent again, so that each counts once only as long as the inbox refuses what it has.
 */
export async function crashWhileRating(environment: Readonly<Record<string, string>> = {}): Promise<Verdict> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'support-mesh-crash-'));
  const run = { kills: 0, tickets: 0, crashPoints: [], random: () => 0, environment };
  const session = new CrashSession(run, dataDir, await freePort());
  try {
    await session.dieWhileRating();
    return await session.finish();
  } finally {
    await session.end();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

class CrashSession {
  private readonly ledger: Ledger;
  private readonly drivers: Promise<void>[] = [];
  private readonly faults: unknown[] = [];
  private mesh: RunningMesh | undefined;
  private client: MeshClient | undefined;

  constructor(
    private readonly run: CrashRun,
    private readonly dataDir: string,
    private readonly port: number,
  ) {
    this.ledger = new Ledger(path.join(dataDir, 'ledger.jsonl'));
  }

  async killAtRandom(round: number): Promise<void> {
    const mesh = await this.start();
    this.drive(`kill-${round}`, this.run.tickets - (await workingTickets(mesh.client)));
    await pause(this.run.random() * LONGEST_LIFE_MS);
    await mesh.kill();
    this.ledger.killed(`random ${round}`);
    this.run.progress?.(`kill ${round} of ${this.run.kills}`);
  }

  /** @throws Error when the point was never passed: then nothing was proven about it */
  async dieAt(point: string, name: string): Promise<void> {
    const occurrence = 1 + Math.floor(this.run.random() * 8);
    const mesh = await this.spawn({ CRASH_AT: `${point}:${occurrence}`, INBOX_JOURNAL_AFTER_MS: '0' });
    this.drive(name, TICKETS_AT_A_POINT);
    const ended = await within(mesh.ended, 60_000);
    if (ended !== 'SIGKILL') throw new Error(`the mesh did not die at ${point}: ${String(ended)}\n${mesh.output()}`);
    this.ledger.killed(point);
    this.run.progress?.(`died at ${point}`);
  }

  async dieWhileRating(): Promise<void> {
    const before = await this.start();
    const numbers = Array.from({ length: TICKETS_AT_A_POINT }, (_, index) => index);
    const resolved = await mapParallel(numbers, PARALLEL, (index) =>
      this.resolve(before.client, `rated-${index}`, index),
    );
    await untilDrained(before.client, DRAIN_MS);
    await before.stop();
    const mesh = await this.spawn({ CRASH_AT: 'after_relay_send_before_mark:1' });
    await Promise.all(resolved.map(({ entry, ticket }) => this.giveFeedback(mesh.client, entry, ticket)));
    if ((await within(mesh.ended, 60_000)) !== 'SIGKILL') throw new Error(`the mesh did not die:\n${mesh.output()}`);
    this.ledger.killed('rating');
  }

  async finish(): Promise<Verdict> {
    const mesh = await this.start();
    await Promise.all(this.drivers);
    if (this.faults.length > 0) throw new AggregateError(this.faults, 'the load could not be driven');
    await untilDrained(mesh.client, DRAIN_MS);
    return judge(mesh.client, this.ledger);
  }

  async end(): Promise<void> {
    await this.mesh?.kill();
    await Promise.all(this.drivers);
  }

  private async start(): Promise<RunningMesh> {
    const mesh = await startMesh(this.options({}));
    return this.use(mesh);
  }

  /** It may die before it is ready: the relay works from the first moment on. */
  private async spawn(environment: Record<string, string>): Promise<RunningMesh> {
    const mesh = this.use(await spawnMesh(this.options(environment)));
    await Promise.race([untilReady(mesh, 60_000), mesh.ended]);
    return mesh;
  }

  private use(mesh: RunningMesh): RunningMesh {
    this.mesh = mesh;
    this.client = mesh.client;
    return mesh;
  }

  private options(environment: Record<string, string>) {
    return {
      dataDir: this.dataDir,
      port: this.port,
      environment: {
        MESH_ADMIN_KEY: 'crash-run-admin-key-0123456789',
        MESH_ENVIRONMENT: 'testing',
        INBOX_LEASE_MS: '3000',
        LOG_LEVEL: 'warn',
        ...this.run.environment,
        ...environment,
      },
    };
  }

  /** Customers go on asking whatever happens to the mesh. */
  private drive(name: string, tickets: number): void {
    const numbers = Array.from({ length: Math.max(0, tickets) }, (_, index) => index);
    const asking = mapParallel(numbers, PARALLEL, (index) => this.ask(`${name}-${index}`, index));
    this.drivers.push(
      asking.then(
        () => undefined,
        (error: unknown) => void this.faults.push(error),
      ),
    );
  }

  private async ask(externalId: string, index: number): Promise<void> {
    const client = this.client;
    if (!client) return;
    const entry = this.ledger.open(externalId);
    const id = await submit(client, questionOf(externalId, index), externalId, DRAIN_MS);
    this.ledger.accepted(entry, id);
    if (index % FEEDBACK_EVERY !== 0) return;
    const ended = await untilResting(client, id, DRAIN_MS);
    if (ended?.status === 'resolved') await this.giveFeedback(client, entry, ended);
  }

  private async resolve(
    client: MeshClient,
    externalId: string,
    index: number,
  ): Promise<{ entry: LedgerEntry; ticket: Ticket }> {
    const entry = this.ledger.open(externalId);
    const id = await submit(client, questionOf(externalId, index), externalId, DRAIN_MS);
    this.ledger.accepted(entry, id);
    const ticket = await untilResting(client, id, DRAIN_MS);
    if (ticket?.status !== 'resolved') throw new Error(`${externalId} is ${ticket?.status ?? 'under way'}`);
    return { entry, ticket };
  }

  /** Not repeatable, so an answer that is lost stays unknown. */
  private async giveFeedback(client: MeshClient, entry: LedgerEntry, ticket: Ticket): Promise<void> {
    try {
      await client.api.POST('/v1/tickets/{id}/feedback', {
        params: { path: { id: ticket.id } },
        body: { solved: true, rating: 5 },
      });
      this.ledger.feedback(entry, 'ok');
    } catch (error) {
      if (error instanceof MeshProblem && error.status < 500) throw error;
      this.ledger.feedback(entry, 'unknown');
    }
  }
}

const questionOf = (externalId: string, index: number) => ({
  body: QUESTIONS[index % QUESTIONS.length] ?? '',
  customer: { email: `${externalId}@example.com` },
  externalId,
});
