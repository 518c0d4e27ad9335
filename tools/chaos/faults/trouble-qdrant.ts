import type { Ticket } from '@mesh/client';
import { untilResting } from '../../running-mesh/tickets';
import type { QdrantTrouble } from '../../qdrant-counterpart/qdrant-counterpart';
import type { Fault, FaultContext } from '../fault';
import { recorded } from '../load/recorded-call';
import { clientOf } from '../load/tenants';
import { QdrantRig } from '../rig/qdrant-rig';
import { livesOf, must, mustHaveLivedOn } from './observe';

const QUESTION = 'How long does a parcel abroad take?';
const EACH = 2;
const REST_MS = 90_000;
const VECTOR_SIZE = 3;

type Mode = 'down' | 'black hole' | 'slow' | 'empty' | 'wrong size';
const MODES: readonly Mode[] = ['down', 'black hole', 'slow', 'empty', 'wrong size'];
const TROUBLE: Partial<Record<Mode, QdrantTrouble>> = { 'black hole': 'black_hole', slow: { ms: 5_000 } };
let asked = 0;

interface End {
  readonly mode: Mode;
  readonly ticket: Ticket | undefined;
}

/** The index is away, silent, slow, empty or made for other vectors: people get the ticket; nothing is made up. */
export class TroubleQdrant implements Fault {
  readonly id = 'F46';
  readonly title = 'Qdrant down, silent, slow, empty, wrong vector size';
  readonly needs = 'qdrant';
  readonly minSeconds = 60;
  readonly fullSeconds = 240;
  private before: ReadonlyMap<string, number> = new Map();
  private readonly ends: End[] = [];

  async inject(context: FaultContext): Promise<void> {
    this.before = livesOf(context);
    for (const mode of MODES) {
      const saved = await this.begin(context, mode);
      try {
        for (let n = 0; n < EACH; n += 1) this.ends.push({ mode, ticket: await ask(context) });
      } finally {
        await this.end(context, mode, saved);
      }
    }
  }

  heal({ mesh }: FaultContext): Promise<void> {
    return mesh.untilReady();
  }

  evidence(context: FaultContext): Promise<string> {
    mustHaveLivedOn(context, this.before);
    const wrong = this.ends.filter((end) => !isRight(end));
    const said = wrong.map(({ mode, ticket }) => `${mode}: ${ticket?.status ?? 'not at rest'}`).join(', ');
    must(wrong.length === 0, `each ticket with a person, and no answer from nothing (${said})`);
    const reasons = MODES.map((mode) => {
      const reason = this.ends.find((end) => end.mode === mode)?.ticket?.handover?.reason;
      return `${mode} ${reason ?? 'without a reason'}`;
    });
    return Promise.resolve(reasons.join(', '));
  }

  private async begin(context: FaultContext, mode: Mode) {
    const { counterpart } = QdrantRig.of(context);
    const saved = counterpart.snapshot();
    counterpart.trouble = TROUBLE[mode] ?? 'none';
    if (mode === 'down') await counterpart.stop();
    if (mode === 'empty') counterpart.empty();
    if (mode === 'wrong size') counterpart.resize(VECTOR_SIZE);
    return saved;
  }

  private async end(context: FaultContext, mode: Mode, saved: ReturnType<QdrantRig['counterpart']['snapshot']>) {
    const { counterpart } = QdrantRig.of(context);
    counterpart.trouble = 'none';
    if (mode === 'down') await counterpart.start();
    else counterpart.restore(saved);
  }
}

/** An index that was found empty may have been filled again from Postgres: then there is evidence to answer from. */
const isRight = ({ mode, ticket }: End): boolean => {
  if (mode === 'empty' && ticket?.status === 'resolved') return (ticket.reply?.citations.length ?? 0) > 0;
  return ticket?.status === 'with_person' && ticket.reply === undefined;
};

/** A question that could be answered, and what became of it. */
async function ask({ mesh, history, tenants }: FaultContext): Promise<Ticket | undefined> {
  const key = `qdrant${(asked += 1)}`;
  const [tenant] = tenants;
  const client = clientOf(mesh.url, tenant?.adminKey ?? '');
  const ticket = { body: QUESTION, customer: { email: `${key}@example.com` }, externalId: key };
  const started = { kind: 'ticket', tenant: tenant?.id ?? '', gateway: 0, key } as const;
  const { id } = await recorded(history, started, () => client.createTicket(ticket, key));
  return id === undefined ? undefined : untilResting(client, id, REST_MS);
}
