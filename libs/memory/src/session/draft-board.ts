import { type Clock, SystemClock } from '@mesh/kernel';
import { z } from 'zod';
import type { SessionStore, Unsubscribe } from './session-store.port';

const TOPIC = 'drafts';
const MOST_CHARACTERS = 20_000;
/** People read slower; a piece that is not shown is part of the next one. */
const SHORTEST_PAUSE_MS = 100;
const MOST_STEPS = 1_000;

/** A reply as far as it is written. */
export const DraftSoFar = z.object({
  ticketId: z.string(),
  turn: z.number().int(),
  stepId: z.string(),
  text: z.string().max(MOST_CHARACTERS),
});
export type DraftSoFar = z.output<typeof DraftSoFar>;

/**
 * Where drafts can be watched while they are written, across processes. Nothing is kept, and a piece may be missing:
 * each one has the whole text so far, and what counts is the draft that a fact tells of.
 */
export class DraftBoard {
  private readonly shownAt = new Map<string, number>();

  constructor(
    private readonly sessions: SessionStore,
    private readonly clock: Clock = new SystemClock(),
  ) {}

  /** Never waits and never throws: nobody is held up because nobody can watch. */
  show(tenantId: string, draft: DraftSoFar): void {
    if (!this.isDue(draft.stepId)) return;
    const message = JSON.stringify({ ...draft, text: draft.text.slice(0, MOST_CHARACTERS) });
    // The session tier tells of its own absence.
    this.sessions.publish(tenantId, TOPIC, message).catch(() => this.shownAt.delete(draft.stepId));
  }

  /** @throws RetryableError `SESSION_UNAVAILABLE` */
  watch(tenantId: string, listener: (draft: DraftSoFar) => void): Promise<Unsubscribe> {
    return this.sessions.subscribe(tenantId, TOPIC, (message) => {
      const draft = DraftSoFar.safeParse(jsonOf(message));
      if (draft.success) listener(draft.data);
    });
  }

  private isDue(stepId: string): boolean {
    const now = this.clock.now().getTime();
    const last = this.shownAt.get(stepId);
    if (last !== undefined && now - last < SHORTEST_PAUSE_MS) return false;
    this.shownAt.delete(stepId);
    this.shownAt.set(stepId, now);
    const [oldest] = this.shownAt.keys();
    if (this.shownAt.size > MOST_STEPS && oldest !== undefined) this.shownAt.delete(oldest);
    return true;
  }
}

function jsonOf(message: string): unknown {
  try {
    return JSON.parse(message);
  } catch {
    return undefined;
  }
}
