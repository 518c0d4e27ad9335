import type { Fault, FaultMaker, Need } from './fault';
import { BlackHole } from './faults/black-hole';
import { BlockBullWorker } from './faults/block-bull-worker';
import { BlockHandlers } from './faults/block-handlers';
import { ChaseLeader } from './faults/chase-leader';
import { CutConnections } from './faults/cut-connections';
import { Disorder } from './faults/disorder';
import { DuplicateRecords } from './faults/duplicate-records';
import { ExhaustConnections } from './faults/exhaust-connections';
import { FailOver } from './faults/fail-over';
import { FailingHandlers } from './faults/failing-handlers';
import { FillDisks } from './faults/fill-disks';
import { FillRedis } from './faults/fill-redis';
import { FlushRedis } from './faults/flush-redis';
import { FreezeProcess } from './faults/freeze-process';
import { IdleRedis } from './faults/idle-redis';
import { IngestAgain } from './faults/ingest-again';
import { KillProcesses } from './faults/kill-processes';
import { LittleMemory } from './faults/little-memory';
import { NewGroup } from './faults/new-group';
import { NewerVersions } from './faults/newer-versions';
import { OverloadTenant } from './faults/overload-tenant';
import { PoisonPills } from './faults/poison-pills';
import { ReadOnlyRedis } from './faults/read-only-redis';
import { RebalanceStorm } from './faults/rebalance-storm';
import { RedriveDeadLetters } from './faults/redrive-dead-letters';
import { ReplayTopics } from './faults/replay-topics';
import { RestartPostgres } from './faults/restart-postgres';
import { RestartStorm } from './faults/restart-storm';
import { RollingRestart } from './faults/rolling-restart';
import { brokenAnswers, unfinishedAnswers } from './faults/spoiled-model';
import { StopBroker } from './faults/stop-broker';
import { StopRedis } from './faults/stop-redis';
import { TroubleQdrant } from './faults/trouble-qdrant';

/** Every fault that a run can bring about, in the order of the catalogue. */
export const CATALOGUE: readonly FaultMaker[] = [
  () => new KillProcesses(),
  () => new FreezeProcess(),
  () => new RollingRestart(),
  () => new BlockHandlers(),
  () => new RestartStorm(),
  () => new LittleMemory(),
  () => new FillDisks(),
  () => new StopBroker(),
  () => new ChaseLeader(),
  () => new BlackHole(),
  () => new RebalanceStorm(),
  () => new DuplicateRecords(),
  () => new Disorder(),
  () => new PoisonPills(),
  () => new NewerVersions(),
  () => new FailingHandlers(),
  () => new NewGroup(),
  () => new OverloadTenant(),
  () => new ReplayTopics(),
  () => new RedriveDeadLetters(),
  () => new RestartPostgres(),
  () => new FailOver(),
  () => new CutConnections(),
  () => new ExhaustConnections(),
  () => new FlushRedis(),
  () => new FillRedis(),
  () => new StopRedis(),
  () => new ReadOnlyRedis(),
  () => new BlockBullWorker(),
  () => new IdleRedis(),
  () => new TroubleQdrant(),
  () => new IngestAgain(),
  brokenAnswers,
  unfinishedAnswers,
];

/** Those that have no needs, or whose needs are met. */
export const possibleWith = (needs: readonly Need[]): Fault[] =>
  CATALOGUE.map((make) => make()).filter((fault) => fault.needs === undefined || needs.includes(fault.needs));

export function makeFault(id: string): Fault {
  const fault = CATALOGUE.map((make) => make()).find((candidate) => candidate.id === id);
  if (!fault) throw new Error(`not in the catalogue: ${id}`);
  return fault;
}

/** What a mesh needs for these faults. */
export const needsOf = (ids: readonly string[]): Need[] => [
  ...new Set(
    CATALOGUE.flatMap((make) => make()).flatMap(({ id, needs }) => (ids.includes(id) && needs ? [needs] : [])),
  ),
];
