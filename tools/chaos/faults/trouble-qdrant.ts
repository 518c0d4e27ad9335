import type { Ticket } from '@mesh/client';
import type { QdrantTrouble } from '../../qdrant-counterpart/qdrant-counterpart';
import type { Fault, FaultContext } from '../fault';
import { askOne } from '../load/ask-one';
import { QdrantRig } from '../rig/qdrant-rig';
import { livesOf, must, mustHaveLivedOn } from './observe';

const EACH = 2;
const VECTOR_SIZE = 3;

type Mode = 'down' | 'black hole' | 'slow' | 'empty' | 'wrong size';
const MODES: readonly Mode[] = ['down', 'black hole', 'slow', 'empty', 'wrong size'];
const TROUBLE: Partial<Record<Mode, QdrantTrouble>> = { 'black hole': 'black_hole', slow: { ms: 5_000 } };

/** What the person is told. */
const REASONS: ReadonlySet<string> = new Set(['no_evidence', 'not_answered_by_evidence']);

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
        for (let n = 0; n < EACH; n += 1) this.ends.push({ mode, ticket: await askOne(context, 'qdrant') });
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
  return ticket?.status === 'with_person' && ticket.reply === undefined && REASONS.has(ticket.handover?.reason ?? '');
};
