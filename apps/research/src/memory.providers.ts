import type { Provider } from '@nestjs/common';
import { type ConfigOf, provideConfig } from '@mesh/config';
import { SystemClock } from '@mesh/kernel';
import {
  LongTermMemory,
  LongTermStore,
  LongTermTruth,
  MemoryConfig,
  MemoryLongTermStore,
  MemoryManager,
  MemorySessionStore,
  PgStateStore,
  ResolutionKeeper,
  SessionStore,
  StateStore,
} from '@mesh/memory';
import { WorkerDatabase } from '@mesh/persistence';
import { PgLongTermTruth } from './index-knowledge/pg-long-term-truth';
import { PgResolutionKeeper } from './remember-resolution/pg-resolution-keeper';

/** The three tiers of memory and the manager over them. */
export const memoryProviders: Provider[] = [
  {
    provide: StateStore,
    inject: [WorkerDatabase],
    useFactory: (database: WorkerDatabase) => new PgStateStore('research', database),
  },
  provideConfig(MemoryConfig),
  {
    provide: SessionStore,
    inject: [MemoryConfig.token],
    useFactory: (config: ConfigOf<typeof MemoryConfig>) =>
      new MemorySessionStore(new SystemClock(), {
        ttlMs: config.MEMORY_SESSION_TTL_MS,
        maxSessions: config.MEMORY_SESSION_MAX,
        maxTurns: config.MEMORY_SESSION_MAX_TURNS,
      }),
  },
  { provide: LongTermStore, useFactory: () => new MemoryLongTermStore() },
  { provide: LongTermTruth, useClass: PgLongTermTruth },
  { provide: ResolutionKeeper, useClass: PgResolutionKeeper },
  {
    provide: LongTermMemory,
    inject: [LongTermStore, LongTermTruth],
    useFactory: (store: LongTermStore, truth: LongTermTruth) => new LongTermMemory(store, truth),
  },
  {
    provide: MemoryManager,
    inject: [StateStore, SessionStore, LongTermMemory, ResolutionKeeper],
    useFactory: (state: StateStore, session: SessionStore, longTerm: LongTermMemory, resolutions: ResolutionKeeper) =>
      new MemoryManager(state, session, longTerm, resolutions),
  },
];
