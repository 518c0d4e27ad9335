import type { FaultMaker } from './fault';
import { BlockHandlers } from './faults/block-handlers';
import { CutConnections } from './faults/cut-connections';
import { Disorder } from './faults/disorder';
import { DuplicateRecords } from './faults/duplicate-records';
import { ExhaustConnections } from './faults/exhaust-connections';
import { FillRedis } from './faults/fill-redis';
import { FlushRedis } from './faults/flush-redis';
import { FreezeProcess } from './faults/freeze-process';
import { KillProcesses } from './faults/kill-processes';
import { NewGroup } from './faults/new-group';
import { NewerVersions } from './faults/newer-versions';
import { PoisonPills } from './faults/poison-pills';
import { ReadOnlyRedis } from './faults/read-only-redis';
import { RebalanceStorm } from './faults/rebalance-storm';
import { RedriveDeadLetters } from './faults/redrive-dead-letters';
import { ReplayTopics } from './faults/replay-topics';
import { RestartPostgres } from './faults/restart-postgres';
import { RestartStorm } from './faults/restart-storm';
import { RollingRestart } from './faults/rolling-restart';
import { StopBroker } from './faults/stop-broker';
import { StopRedis } from './faults/stop-redis';

/** Every fault that a run can bring about, in the order of the catalogue. */
export const CATALOGUE: readonly FaultMaker[] = [
  () => new KillProcesses(),
  () => new FreezeProcess(),
  () => new RollingRestart(),
  () => new BlockHandlers(),
  () => new RestartStorm(),
  () => new StopBroker(),
  () => new RebalanceStorm(),
  () => new DuplicateRecords(),
  () => new Disorder(),
  () => new PoisonPills(),
  () => new NewerVersions(),
  () => new NewGroup(),
  () => new ReplayTopics(),
  () => new RedriveDeadLetters(),
  () => new RestartPostgres(),
  () => new CutConnections(),
  () => new ExhaustConnections(),
  () => new FlushRedis(),
  () => new FillRedis(),
  () => new StopRedis(),
  () => new ReadOnlyRedis(),
];
