import { MeshClient } from '@mesh/client';
import { mapParallel } from '../../running-mesh/tickets';
import type { Fault, FaultContext } from '../fault';
import { recorded } from '../load/recorded-call';
import { QUESTIONS } from '../load/samples';
import { must } from './observe';

const HEAP_MEGABYTES = 112;
const AT_ONCE = 100;
/** Slow is no fault here; no answer would be. */
const PATIENCE_MS = 60_000;
/** As long as the API takes it, and longer than it takes any body. */
const [LARGEST, TOO_LARGE] = [65_000, 300_000];
const ORDERLY = new Set([200, 413, 429, 503]);

/** The gateway has hardly more memory than it needs, and a hundred customers send as much as they may, and more, at once. */
export class LittleMemory implements Fault {
  readonly id = 'F07';
  readonly title = 'a gateway with little memory, 100 tickets of the largest size at once, every third one too large';
  readonly minSeconds = 20;
  readonly fullSeconds = 60;
  private rounds = 0;
  private deaths = 0;
  private readonly answers = new Map<string, number>();

  async inject(context: FaultContext): Promise<void> {
    const [gateway] = context.mesh.of('gateway');
    if (!gateway) throw new Error('there is no gateway');
    await gateway.stop();
    gateway.start({ NODE_OPTIONS: `--max-old-space-size=${HEAP_MEGABYTES}` });
    await context.mesh.untilReady();
    const starts = gateway.starts;
    const end = Date.now() + context.holdMs;
    do {
      this.rounds += 1;
      await this.burst(context);
    } while (gateway.starts === starts && Date.now() < end);
    this.deaths = gateway.starts - starts;
  }

  async heal({ mesh }: FaultContext): Promise<void> {
    const [gateway] = mesh.of('gateway');
    await gateway?.stop();
    gateway?.start();
    await mesh.untilReady();
  }

  evidence(): Promise<string> {
    const said = [...this.answers].map(([answer, count]) => `${count} × ${answer}`).join(', ');
    const wrong = [...this.answers.keys()].filter((answer) => !ORDERLY.has(Number(answer)));
    must((this.answers.get('413') ?? 0) > 0, `bodies that were refused as too large (${said})`);
    // Who is killed answers nothing; whoever lives answers in order.
    must(this.deaths > 0 || wrong.length === 0, `an orderly answer to everybody (${said})`);
    return Promise.resolve(`${this.rounds} × ${AT_ONCE}: ${said}; the gateway was killed ${this.deaths} times`);
  }

  private async burst({ mesh, tenants, history }: FaultContext): Promise<void> {
    const numbers = Array.from({ length: AT_ONCE }, (_, index) => index);
    await mapParallel(numbers, AT_ONCE, async (index) => {
      const key = `memory${this.rounds}-${index}`;
      const tenant = tenants[index % tenants.length];
      const client = new MeshClient({ url: mesh.url, key: tenant?.submitterKey ?? '', timeoutMs: PATIENCE_MS });
      const ticket = { body: longQuestion(index), customer: { email: `${key}@example.com` }, externalId: key };
      const { operation } = await recorded(history, { kind: 'ticket', tenant: tenant?.id ?? '', gateway: 0, key }, () =>
        client.createTicket(ticket, key),
      );
      const answer = String(operation.status ?? 'no answer');
      this.answers.set(answer, (this.answers.get(answer) ?? 0) + 1);
    });
  }
}

function longQuestion(index: number): string {
  const question = QUESTIONS[index % QUESTIONS.length] ?? '';
  const length = index % 3 === 2 ? TOO_LARGE : LARGEST;
  return question.repeat(Math.ceil(length / question.length)).slice(0, length);
}
