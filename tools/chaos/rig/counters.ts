import type { ServiceName } from '@mesh/contracts';
import type { DistributedMesh } from '../../distributed-mesh/distributed-mesh';

/** Reads the counters of the processes as Prometheus would. */
export class Counters {
  constructor(private readonly mesh: DistributedMesh) {}

  /** Sum over all processes, or those of one service; a process that does not answer counts nothing. */
  async sum(name: string, service?: ServiceName): Promise<number> {
    return (await this.values(name, service)).reduce((total, value) => total + value, 0);
  }

  /** The highest of all processes. */
  async most(name: string): Promise<number> {
    return Math.max(0, ...(await this.values(name)));
  }

  private values(name: string, service?: ServiceName): Promise<number[]> {
    const processes = service === undefined ? this.mesh.processes : this.mesh.of(service);
    return Promise.all(processes.map(({ managementUrl }) => read(managementUrl, name)));
  }
}

async function read(managementUrl: string, name: string): Promise<number> {
  try {
    const response = await fetch(`${managementUrl}/metrics`, { signal: AbortSignal.timeout(5_000) });
    return response.ok ? sumOf(await response.text(), name) : 0;
  } catch {
    return 0; // It is down, which others look after.
  }
}

/** All series of one metric in the text format, added up. */
export function sumOf(exposition: string, name: string): number {
  return exposition
    .split('\n')
    .filter((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`))
    .reduce((total, line) => total + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
}
