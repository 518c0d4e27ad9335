import { codeOf } from '@mesh/kernel';
import type { Sql } from '@mesh/persistence';
import type { Tier, TierHealth } from '../health';
import type { LongTermMemory } from '../long-term/long-term-memory';
import type { PassageAudience, PassageHit } from '../long-term/stored-passage';
import type { SessionRef, SessionStore, SessionTurn } from '../session/session-store.port';
import type { StateStore, Versioned } from '../state/state-store.port';
import { type Recalled, type RecallStrategy, fitRecall } from './recall.decision';
import { removeCustomerData } from './remove-customer-data';
import type { Provenance, ResolutionKeeper } from './resolution-keeper.port';
import { type ArchivedSession, archiveOf, archiveRef } from './session-archive';
import { summarizeTurns } from './summarize-turns';

export interface RecallRequest {
  readonly session: SessionRef;
  /** What it is about; searched for in long-term memory. */
  readonly text: string;
  readonly strategy: RecallStrategy;
  readonly tokenBudget: number;
  readonly audiences: readonly PassageAudience[];
  readonly signal?: AbortSignal;
}

/** A tier that could not be asked, and the code of its fault. */
export interface MissingTier {
  readonly tier: Tier;
  readonly code: string;
}

/** The answer is what the tiers know that are not `missing`. */
export type RecallAnswer = Recalled & { readonly missing: readonly MissingTier[] };

export interface ApprovedAnswer {
  readonly question: string;
  readonly answer: string;
  readonly provenance: Provenance;
}

export interface ForgetRequest {
  readonly tenantId: string;
  readonly customerId: string;
  readonly ticketIds: readonly string[];
}

/** What was removed of a person per tier, and what a second look found afterwards: nothing. */
export interface ForgetProof {
  readonly removed: Readonly<Record<Tier, number>>;
  readonly remaining: Readonly<Record<Tier, number>>;
}

const RECENT_TURNS = 50;
const RELEVANT_PASSAGES = 20;

/** The three tiers as one memory. Reading goes on without a tier that is away; erasing does not. */
export class MemoryManager {
  constructor(
    private readonly state: StateStore,
    private readonly session: SessionStore,
    private readonly longTerm: LongTermMemory,
    private readonly resolutions: ResolutionKeeper,
  ) {}

  /** What fits the question and the budget. Never throws for a tier that is away. */
  async recall(request: RecallRequest): Promise<RecallAnswer> {
    const { strategy, tokenBudget } = request;
    const missing: MissingTier[] = [];
    const [turns, hits] = await Promise.all([
      strategy === 'relevant' ? [] : orMissing('session', missing, this.session.recent(request.session, RECENT_TURNS)),
      strategy === 'recent' ? [] : orMissing('long_term', missing, this.relevant(request)),
    ]);
    return { ...fitRecall(strategy, { turns, hits }, tokenBudget), missing };
  }

  /** Adds turns to the customer's session. @throws RetryableError when the session tier is away */
  remember(session: SessionRef, turns: readonly SessionTurn[]): Promise<void> {
    return this.session.append(session, turns);
  }

  /** Makes an approved answer part of long-term memory, without customer data. Returns whether it was new. */
  promote(sql: Sql, tenantId: string, approved: ApprovedAnswer): Promise<boolean> {
    return this.resolutions.keep(sql, tenantId, {
      question: removeCustomerData(approved.question),
      answer: removeCustomerData(approved.answer),
      provenance: approved.provenance,
    });
  }

  /** The sentences of a session that say most, word for word. Empty when nothing is known. */
  async summarize(session: SessionRef, tokenBudget: number): Promise<string> {
    return summarizeTurns(await this.session.recent(session, RECENT_TURNS), tokenBudget);
  }

  /** Ends a session; what remains is which messages it had (ids, times, hashes). Returns the number of turns. */
  async archive(sql: Sql, session: SessionRef): Promise<number> {
    const turns = await this.session.recent(session, Number.MAX_SAFE_INTEGER);
    if (turns.length > 0) {
      const before = await this.state.load(sql, archiveRef(session));
      await this.state.save(sql, archiveRef(session), archiveOf(turns), before?.version ?? 0);
    }
    await this.session.end(session);
    return turns.length;
  }

  /** The archived sessions of a customer on a channel, newest first. */
  history(sql: Sql, session: SessionRef, limit: number): Promise<readonly Versioned<ArchivedSession>[]> {
    return this.state.snapshots(sql, archiveRef(session), limit);
  }

  /** Removes a person from every tier and looks again. @throws RetryableError when a tier is away */
  async forget(sql: Sql, { tenantId, customerId, ticketIds }: ForgetRequest): Promise<ForgetProof> {
    const removed = {
      state: await this.state.forget(sql, tenantId, customerId),
      session: await this.session.forget(tenantId, customerId),
      long_term: await this.resolutions.forget(sql, tenantId, ticketIds),
    };
    const remaining = {
      state: await this.state.countOf(sql, tenantId, customerId),
      session: (await this.session.sessionsOf(tenantId, customerId)).length,
      long_term: await this.resolutions.countOf(sql, tenantId, ticketIds),
    };
    return { removed, remaining };
  }

  /** One entry per tier; each degrades alone. */
  health(): Promise<readonly TierHealth[]> {
    return Promise.all([this.state.health(), this.session.health(), this.longTerm.store.health()]);
  }

  private relevant({ session, text, audiences, signal }: RecallRequest): Promise<readonly PassageHit[]> {
    return this.longTerm.search(session.tenantId, { text, audiences, limit: RELEVANT_PASSAGES }, signal);
  }
}

async function orMissing<T>(tier: Tier, missing: MissingTier[], found: Promise<readonly T[]>): Promise<readonly T[]> {
  try {
    return await found;
  } catch (error) {
    missing.push({ tier, code: codeOf(error) });
    return [];
  }
}
