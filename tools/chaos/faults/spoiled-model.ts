import type { Ticket } from '@mesh/client';
import type { Trouble } from '../../model-counterpart/behaviour';
import type { Fault, FaultContext } from '../fault';
import { askOne } from '../load/ask-one';
import { ModelRig } from '../rig/model-rig';
import { livesOf, must, mustHaveLivedOn } from './observe';

interface End {
  readonly trouble: Trouble;
  readonly calls: number;
  readonly ticket: Ticket | undefined;
}

/**
 * The remote model answers, but not with what can be used. A reply is then the whole answer of a healthy model, the whole
 * answer of the local drafter, or a person's: never a part of what was spoiled.
 */
class SpoiledModel implements Fault {
  readonly needs = 'model';
  readonly minSeconds = 60;
  readonly fullSeconds = 180;
  private before: ReadonlyMap<string, number> = new Map();
  private whole: ReadonlySet<string> = new Set();
  private readonly ends: End[] = [];

  constructor(
    readonly id: string,
    readonly title: string,
    private readonly troubles: readonly Trouble[],
  ) {}

  async inject(context: FaultContext): Promise<void> {
    const { counterpart } = ModelRig.of(context);
    this.before = livesOf(context);
    const healthy = await askOne(context, this.id);
    counterpart.standing = { trouble: 'unavailable', retryAfter: '0' };
    const local = await askOne(context, this.id);
    this.whole = new Set([healthy, local].map(bodyOf));
    for (const trouble of this.troubles) {
      counterpart.standing = { trouble };
      const before = counterpart.seen.calls;
      const ticket = await askOne(context, this.id);
      this.ends.push({ trouble, calls: counterpart.seen.calls - before, ticket });
    }
  }

  heal(context: FaultContext): Promise<void> {
    ModelRig.of(context).counterpart.standing = {};
    return context.mesh.untilReady();
  }

  evidence(context: FaultContext): Promise<string> {
    mustHaveLivedOn(context, this.before);
    must(!this.whole.has(''), 'an answer with a healthy model and one without any');
    const silent = this.ends.filter(({ calls }) => calls === 0);
    must(silent.length < this.ends.length, 'that the model was asked');
    const wrong = this.ends.filter(({ ticket }) => !this.isRight(ticket));
    const said = wrong.map(({ trouble, ticket }) => `${trouble}: ${ticket?.status ?? 'not at rest'}`).join(', ');
    must(wrong.length === 0, `whole answers or a person only (${said})`);
    return Promise.resolve(this.ends.map(({ trouble, ticket }) => `${trouble} ${ticket?.status}`).join(', '));
  }

  private isRight(ticket: Ticket | undefined): boolean {
    if (ticket?.status === 'with_person') return ticket.reply === undefined;
    return ticket !== undefined && this.whole.has(bodyOf(ticket));
  }
}

/** What was sent, or would be. */
const bodyOf = (ticket: Ticket | undefined): string => (ticket?.reply ?? ticket?.draft)?.body ?? '';

export const brokenAnswers = (): Fault =>
  new SpoiledModel('F53', 'a model that wraps, breaks and inflates its JSON', [
    'prose',
    'fences',
    'trailing_comma',
    'wrong_types',
    'extra_keys',
    'duplicate_keys',
    'nan',
    'huge',
  ]);

export const unfinishedAnswers = (): Fault =>
  new SpoiledModel('F54', 'a model that stops before it has finished', [
    'no_finish_reason',
    'length',
    'cut_utf8',
    'tool_call',
    'truncated_stream',
    'cut_connection',
  ]);
