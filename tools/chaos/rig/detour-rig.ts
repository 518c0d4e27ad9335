import type { ServiceName } from '@mesh/contracts';
import type { DistributedOptions } from '../../distributed-mesh/distributed-mesh';
import { TcpProxy } from '../../faults/tcp-proxy';
import { freePort } from '../../faults/free-port';

/** The service whose first replica reaches the broker through a proxy. */
export const DETOURED: ServiceName = 'solution';

/** One consumer's own way to the broker, which can be made a black hole. */
export class DetourRig {
  private constructor(
    readonly proxy: TcpProxy,
    private readonly listenPort: number,
  ) {}

  static async start(): Promise<DetourRig> {
    const listenPort = await freePort();
    return new DetourRig(await TcpProxy.start({ host: '127.0.0.1', port: listenPort }), listenPort);
  }

  get options(): Pick<DistributedOptions, 'servers' | 'brokersFor'> {
    const { port } = this.proxy;
    return {
      servers: { kafkaDetour: { port: this.listenPort, advertisedPort: port } },
      brokersFor: (service, replica) => (service === DETOURED && replica === 1 ? `127.0.0.1:${port}` : undefined),
    };
  }

  stop(): Promise<void> {
    return this.proxy.close();
  }
}
