import { createServer } from 'node:net';
import { SERVICES, type ServiceName } from '@mesh/contracts';
import { freePort } from '../faults/free-port';

export interface PlannedReplica {
  readonly service: ServiceName;
  readonly replica: number;
  readonly managementPort: number;
  readonly apiPort: number;
}

export interface PortPlan {
  readonly replicas: readonly PlannedReplica[];
  readonly firstManagementPorts: Readonly<Record<ServiceName, number>>;
}

export interface WishedPorts {
  readonly port?: number;
  readonly managementPort?: number;
  readonly replicas?: number;
}

/** The wished ports for the first replicas, free ones for all others. @throws Error when a wished one is taken */
export async function planPorts({ port, managementPort, replicas = 1 }: WishedPorts): Promise<PortPlan> {
  const planned: PlannedReplica[] = [];
  for (let replica = 1; replica <= replicas; replica += 1) {
    for (const [index, service] of SERVICES.entries()) {
      const first = replica === 1;
      planned.push({
        service,
        replica,
        apiPort: service === 'gateway' ? await (first ? wished(port) : freePort()) : 0,
        managementPort: await (first && managementPort !== undefined ? wished(managementPort + index) : freePort()),
      });
    }
  }
  const firsts = planned.filter(({ replica }) => replica === 1);
  return {
    replicas: planned,
    firstManagementPorts: Object.fromEntries(
      firsts.map(({ service, managementPort: own }) => [service, own]),
    ) as Record<ServiceName, number>,
  };
}

async function wished(port: number | undefined): Promise<number> {
  if (port === undefined || port === 0) return freePort();
  await new Promise<void>((resolve, reject) => {
    const server = createServer();
    server.once('error', () => reject(new Error(`port ${port} is taken; set PORT or MANAGEMENT_PORT to others`)));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve()));
  });
  return port;
}
