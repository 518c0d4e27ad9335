import type { FaultMaker } from './fault';
import { CutConnections } from './faults/cut-connections';
import { Disorder } from './faults/disorder';
import { DuplicateRecords } from './faults/duplicate-records';
import { FlushRedis } from './faults/flush-redis';
import { FreezeProcess } from './faults/freeze-process';
import { KillProcesses } from './faults/kill-processes';
import { RestartPostgres } from './faults/restart-postgres';
import { StopBroker } from './faults/stop-broker';
import { StopRedis } from './faults/stop-redis';

/** Every fault that a run can bring about. */
export const CATALOGUE: readonly FaultMaker[] = [
  () => new KillProcesses(),
  () => new FreezeProcess(),
  () => new StopBroker(),
  () => new DuplicateRecords(),
  () => new Disorder(),
  () => new RestartPostgres(),
  () => new CutConnections(),
  () => new FlushRedis(),
  () => new StopRedis(),
];
