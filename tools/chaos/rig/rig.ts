import type { DistributedMesh } from '../../distributed-mesh/distributed-mesh';
import type { History } from '../../ledger/history';
import type { Broker } from './broker';
import type { Counters } from './counters';
import type { DetourRig } from './detour-rig';
import type { IndexJobs } from './index-jobs';
import type { ModelRig } from './model-rig';
import type { QdrantRig } from './qdrant-rig';
import type { RedisControl } from './redis-control';
import type { SmallDisksRig } from './small-disks-rig';
import type { StandbyRig } from './standby-rig';
import type { SuperUser } from './super-user';

/** Hands on every part of a mesh under test, past all of its own walls. */
export interface Rig {
  readonly mesh: DistributedMesh;
  readonly broker: Broker;
  readonly database: SuperUser;
  readonly redis: RedisControl;
  readonly counters: Counters;
  readonly history: History;
  readonly jobs: IndexJobs;
  /** Where a fault needs it. */
  readonly qdrant?: QdrantRig;
  readonly detour?: DetourRig;
  readonly standby?: StandbyRig;
  readonly model?: ModelRig;
  readonly disks?: SmallDisksRig;
  readonly sessionTimeoutMs: number;
  readonly jobLeaseMs: number;
}
