import { type MessageDraft, RESTING_STATUSES, type StepRef, type StepResult, type TicketStatus } from '@mesh/contracts';
import { SimulatedGateway, type GatewayCommand, failureOf } from './simulated-gateway';
import { draft, found, goodAnswers, triage, verdict } from './samples';
import { type CommandSent, TicketRun, answerTo, startTurn, wakeOf } from './ticket-run';

/** One thing that happens in the mesh; `pick` chooses among what is under way. */
export interface Happening {
  readonly what:
    | 'progress'
    | 'deliver'
    | 'deliver_twice'
    | 'obey'
    | 'obey_twice'
    | 'lose'
    | 'fail'
    | 'ring'
    | 'ring_stale'
    | 'write'
    | 'reply'
    | 'resolve'
    | 'close'
    | 'assign'
    | 'release'
    | 'approve'
    | 'edit'
    | 'reject'
    | 'take_over'
    | 'expire'
    | 'replace_evidence'
    | 'solved'
    | 'not_solved';
  readonly pick: number;
  readonly variant: number;
}

const GATEWAY_COMMANDS: readonly string[] = ['open_approval', 'hand_over', 'send_reply'];

const VARIANTS: Readonly<Record<string, readonly StepResult[]>> = {
  classify_ticket: [
    ...[{}, { category: 'refund' }, { confidence: 0.2 }, { category: 'complaint' }].map(asTriage),
    ...[{ flags: ['unclear' as const] }, { flags: ['injection_suspected' as const] }, { flags: ['spam' as const] }].map(
      asTriage,
    ),
  ],
  find_evidence: [found(), found({ answerable: false }), found({ evidence: [], answerable: false })].map((value) => ({
    kind: 'evidence_found',
    found: value,
  })),
  draft_reply: [draft(), draft({ citations: [] })].map((value) => ({ kind: 'drafted', draft: value })),
  review_draft: [verdict(), verdict('revise'), verdict(), verdict('block')].map((value) => ({
    kind: 'reviewed',
    verdict: value,
  })),
};

function asTriage(changes: Parameters<typeof triage>[0]): StepResult {
  return { kind: 'classified', triage: triage(changes) };
}

/** The whole mesh around one workflow, one happening at a time, in any order, with loss and repetition. */
export class SimulatedMesh {
  readonly run = new TicketRun();
  readonly gateway = new SimulatedGateway();
  private readonly toSupervisor: MessageDraft[] = [];
  private readonly toObey: CommandSent[] = [];
  private commandsSeen = 0;
  private factsSeen = 0;

  /** With `inOrder`, messages of either side arrive in the order in which they were sent, as messaging promises. */
  constructor(
    private readonly inOrder: boolean,
    private readonly afterEach: (mesh: SimulatedMesh) => void = () => undefined,
  ) {
    this.feed(startTurn(1, 'created'));
  }

  happen({ what, pick, variant }: Happening): void {
    switch (what) {
      case 'progress':
        return this.toSupervisor.length > 0 ? this.deliver(pick, false) : this.obey('obey', pick, variant);
      case 'deliver':
      case 'deliver_twice':
        return this.deliver(pick, what === 'deliver_twice');
      case 'obey':
      case 'obey_twice':
      case 'lose':
      case 'fail':
        return this.obey(what, pick, variant);
      case 'ring':
        return void this.ring();
      case 'ring_stale':
        return this.feed(
          wakeOf({ id: '', turn: this.run.state?.turn ?? 1, after: 'step', stepId: this.anyStepId(pick), attempt: 1 }),
        );
      default:
        return void this.toSupervisor.push(...this.fromOutside(what));
    }
  }

  private anyStepId(pick: number): string {
    const { commands } = this.run;
    return commands[pick % Math.max(commands.length, 1)]?.step?.stepId ?? '';
  }

  private fromOutside(what: Happening['what']): MessageDraft[] {
    const { gateway } = this;
    switch (what) {
      case 'write':
        return gateway.customerWrites();
      case 'reply':
      case 'resolve':
      case 'close':
      case 'assign':
      case 'release':
        return gateway.personActs(what);
      case 'approve':
      case 'edit':
      case 'reject':
      case 'take_over':
      case 'expire':
        return gateway.personDecides(what);
      case 'replace_evidence':
        return gateway.replaceEvidence(this.run.state?.order?.decisionId);
      default:
        return gateway.feedback(what === 'solved');
    }
  }

  private deliver(pick: number, again: boolean): void {
    const index = this.inOrder ? 0 : pick % Math.max(this.toSupervisor.length, 1);
    const [message] = this.toSupervisor.splice(index, 1);
    if (!message) return;
    this.feed(message);
    if (!again) return;
    if (this.inOrder) this.feed(message);
    else this.toSupervisor.push(message);
  }

  private obey(how: 'obey' | 'obey_twice' | 'lose' | 'fail', pick: number, variant: number): void {
    const index = this.inOrder ? 0 : pick % Math.max(this.toObey.length, 1);
    const [command] = this.toObey.splice(index, 1);
    if (!command || how === 'lose') return;
    const answer = this.answerOf(command, how, variant);
    if (!answer) return;
    this.toSupervisor.push(answer);
    if (how === 'obey_twice') this.toObey.push(command);
  }

  private answerOf({ name, step, draft: sent }: CommandSent, how: string, variant: number): MessageDraft | undefined {
    if (how === 'fail') return step && failureOf(step);
    if (GATEWAY_COMMANDS.includes(name)) return this.gateway.obey(name, gatewayCommand(sent.data));
    const results = VARIANTS[name] ?? [goodAnswers[name]];
    const result = results[variant % results.length];
    return step && result && answerTo(step, result);
  }

  private ring(): boolean {
    const [timer] = this.run.timers.values();
    if (!timer) return false;
    this.run.timers.delete(timer.id);
    this.run.rung.add(timer.id);
    this.feed(wakeOf(timer));
    return true;
  }

  private feed(message: MessageDraft): void {
    this.run.feed(message);
    this.toObey.push(...this.run.commands.slice(this.commandsSeen));
    this.commandsSeen = this.run.commands.length;
    for (const { data } of this.run.facts.slice(this.factsSeen)) this.gateway.project(data as TicketStanding);
    this.factsSeen = this.run.facts.length;
    this.afterEach(this);
  }

  /** Everything under way arrives; where nothing is under way, the deadline rings. @returns steps that it took */
  drain(): number {
    for (let steps = 0; steps < 400; steps += 1) {
      if (this.toSupervisor.length > 0) this.deliver(0, false);
      else if (this.toObey.length > 0) this.obey('obey', 0, steps);
      else if (!this.ring()) return steps;
    }
    return Number.POSITIVE_INFINITY;
  }

  /** No message arrives any more, only deadlines ring. @returns how many */
  starve(): number {
    for (let rings = 0; rings < 50; rings += 1) if (!this.ring()) return rings;
    return Number.POSITIVE_INFINITY;
  }

  get atRest(): boolean {
    return RESTING_STATUSES.has(this.run.status as TicketStatus) && this.run.timers.size === 0;
  }
}

interface TicketStanding {
  readonly turn: number;
  readonly status: string;
}

const gatewayCommand = (data: unknown): GatewayCommand => {
  const command = data as GatewayCommand & { step?: StepRef };
  return { ...command, turn: command.step?.turn ?? command.turn };
};
