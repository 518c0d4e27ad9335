import type { Provider } from '@nestjs/common';
import { provideConfig } from '@mesh/config';
import {
  LongTermMemory,
  LongTermStore,
  LongTermTruth,
  MemoryManager,
  PgStateStore,
  QdrantConfig,
  ResolutionKeeper,
  SessionStore,
  StateStore,
  createLongTermStore,
  sessionStoreProviders,
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
  ...sessionStoreProviders,
  provideConfig(QdrantConfig),
  { provide: LongTermStore, inject: [QdrantConfig.token], useFactory: createLongTermStore },
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
