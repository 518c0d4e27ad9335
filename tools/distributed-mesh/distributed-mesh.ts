import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { MeshClient } from '@mesh/client';
import type { ServiceName } from '@mesh/contracts';
import { freePort } from '../faults/free-port';
import { pause } from '../running-mesh/start-mesh';
import { keptSecrets } from './kept-secrets';
import { NativeServers, type ServerFolders } from './native-servers';
import { type PortPlan, planPorts } from './port-plan';
import { type SharedSettings, environmentOf } from './service-environment';
import { ServiceProcess } from './service-process';

export interface DistributedOptions {
  readonly dataDir: string;
  /** Of the REST API. Default: a free one. */
  readonly port?: number;
  /** Of the first service; the others follow. Default: free ones. */
  readonly managementPort?: number;
  /** Of every service. Default: 1. */
  readonly replicas?: number;
  /** For every process. */
  readonly environment?: NodeJS.ProcessEnv;
  /** For one process, over `environment`. */
  readonly environmentFor?: (service: ServiceName, replica: number) => NodeJS.ProcessEnv;
  /** Start a process again when it ended unasked. Default: true. */
  readonly restarts?: boolean;
  readonly say?: (line: string) => void;
  /** Servers other than the usual ones. */
  readonly servers?: Pick<ServerFolders, 'postgres' | 'kafkaDetour' | 'kafkaNodes'>;
  /** Where one process finds the broker. Default: where all do. */
  readonly brokersFor?: (service: ServiceName, replica: number) => string | undefined;
}

const READY_MS = 120_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;

/** Seven services as processes of their own, on real servers of this machine. */
export class DistributedMesh {
  private running: readonly ServiceProcess[];
  private stopped: Promise<Readonly<Record<string, number | string>>> | undefined;

  private constructor(
    readonly servers: NativeServers,
    readonly shared: SharedSettings,
    private readonly ports: PortPlan,
    private readonly options: DistributedOptions,
  ) {
    this.running = ports.replicas.map(({ service, replica, ...own }) => this.processOf(service, replica, own));
  }

  /** Servers, roles and migrations, topics, processes; resolves when every process is ready. @throws Error with the reason */
  static async start(options: DistributedOptions): Promise<DistributedMesh> {
    const say = options.say ?? (() => undefined);
    mkdirSync(path.join(options.dataDir, 'logs'), { recursive: true });
    const servers = await NativeServers.start({
      ...options.servers,
      dataDir: options.dataDir,
      say,
      onPostgresLost: (error) => say(`Postgres is lost: ${error.message}`),
    });
    try {
      say(`servers: ${timesOf(servers.startedIn)}`);
      const mesh = await DistributedMesh.on(servers, options);
      return await mesh.bringUp();
    } catch (error) {
      await servers.stop();
      throw error;
    }
  }

  private async bringUp(): Promise<this> {
    try {
      await this.prepare();
      await this.startProcesses();
      return this;
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  private static async on(servers: NativeServers, options: DistributedOptions): Promise<DistributedMesh> {
    const ports = await planPorts(options);
    const { adminKey, internalSecret, sealingKey } = keptSecrets(options.dataDir);
    const { mesh_api: api, mesh_worker: worker } = servers.postgres.rolePasswords;
    const shared: SharedSettings = {
      databaseApiUrl: databaseUrl(servers, 'mesh_api', api),
      databaseWorkerUrl: databaseUrl(servers, 'mesh_worker', worker),
      kafkaBrokers: servers.kafka.brokers,
      redisUrl: servers.redis.url,
      adminKey,
      internalSecret,
      sealingKey,
      dataDir: options.dataDir,
      managementPorts: ports.firstManagementPorts,
    };
    return new DistributedMesh(servers, shared, ports, options);
  }

  /** Of the first gateway. */
  get url(): string {
    return this.urls[0] ?? '';
  }

  /** Of every gateway. */
  get urls(): readonly string[] {
    const gateways = this.ports.replicas.filter(({ service }) => service === 'gateway');
    return gateways.map(({ apiPort }) => `http://127.0.0.1:${apiPort}`);
  }

  get key(): string {
    return this.shared.adminKey;
  }

  get client(): MeshClient {
    return new MeshClient({ url: this.url, key: this.key });
  }

  get processes(): readonly ServiceProcess[] {
    return this.running;
  }

  of(service: ServiceName): readonly ServiceProcess[] {
    return this.processes.filter((process) => process.service === service);
  }

  /** Runs the two jobs that come before the services; can be run again. */
  async prepare(): Promise<void> {
    const { mesh_owner: owner, mesh_api: api, mesh_worker: worker } = this.servers.postgres.rolePasswords;
    await Promise.all([
      runJob('database', {
        DATABASE_ADMIN_URL: this.servers.postgres.adminUrl,
        DATABASE_OWNER_PASSWORD: owner,
        DATABASE_API_PASSWORD: api,
        DATABASE_WORKER_PASSWORD: worker,
      }),
      runJob('topics', { ...this.options.environment, KAFKA_BROKERS: this.shared.kafkaBrokers }),
    ]);
  }

  async startProcesses(): Promise<void> {
    for (const process of this.processes) process.start();
    await this.untilReady();
  }

  /** Starts more processes of a service, or ends its youngest ones; does not wait for readiness. Returns how the ended ones ended. */
  async scale(service: ServiceName, count: number): Promise<readonly (number | string)[]> {
    const now = this.of(service);
    for (let replica = now.length + 1; replica <= count; replica += 1) {
      const ports = { managementPort: await freePort(), apiPort: await freePort() };
      const added = this.processOf(service, replica, ports);
      this.running = [...this.running, added];
      added.start();
    }
    const leaving = now.slice(count);
    this.running = this.running.filter((process) => !leaving.includes(process));
    return Promise.all(leaving.map((process) => process.stop()));
  }

  /** @throws Error that names the processes which are not ready in time */
  async untilReady(timeoutMs = READY_MS): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    let waiting = this.processes;
    while (waiting.length > 0) {
      const ready = await Promise.all(waiting.map((process) => process.isReady()));
      waiting = waiting.filter((_, index) => !ready[index]);
      if (waiting.length > 0 && Date.now() > deadline) {
        throw new Error(`not ready in time: ${waiting.map(({ name, logFile }) => `${name} (${logFile})`).join(', ')}`);
      }
      if (waiting.length > 0) await pause(200);
    }
  }

  /** Drains and ends the processes, then the servers. Returns how each process ended. */
  stop(): Promise<Readonly<Record<string, number | string>>> {
    this.stopped ??= this.end();
    return this.stopped;
  }

  private async end(): Promise<Readonly<Record<string, number | string>>> {
    const ends = await Promise.all(
      this.processes.map(async (process) => [process.name, await process.stop()] as const),
    );
    await this.servers.stop();
    return Object.fromEntries(ends);
  }

  private processOf(
    service: ServiceName,
    replica: number,
    ports: { readonly managementPort: number; readonly apiPort: number },
  ): ServiceProcess {
    const given = {
      ...process.env,
      ...this.options.environment,
      ...this.options.environmentFor?.(service, replica),
    };
    return new ServiceProcess({
      service,
      replica,
      managementPort: ports.managementPort,
      logFile: path.join(this.options.dataDir, 'logs', `${service}-${replica}.log`),
      environment: environmentOf(this.sharedWith(service, replica), ports, given),
      onExit: (ended, end) => this.startAgain(ended, end),
    });
  }

  private sharedWith(service: ServiceName, replica: number): SharedSettings {
    return { ...this.shared, kafkaBrokers: this.options.brokersFor?.(service, replica) ?? this.shared.kafkaBrokers };
  }

  /** What an orchestrator does: a process that ended is started again, after a growing pause. */
  private startAgain(process: ServiceProcess, end: number | string): void {
    if (this.stopped) return;
    this.options.say?.(`${process.name} ended (${end})`);
    if (this.options.restarts === false) return;
    const wait = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(process.starts - 1, 10));
    setTimeout(() => {
      if (!this.stopped) process.start();
    }, wait);
  }
}

function databaseUrl(servers: NativeServers, role: string, password: string): string {
  return `postgres://${role}:${encodeURIComponent(password)}@127.0.0.1:${servers.postgres.port}/mesh`;
}

function runJob(name: string, environment: NodeJS.ProcessEnv): Promise<void> {
  const main = path.join(process.cwd(), 'dist/apps/standalone/src/prepare/main.js');
  const child = spawn(process.execPath, [main, name], { env: { ...process.env, ...environment } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`prepare ${name} failed:\n${output}`))));
  });
}

const timesOf = (times: Readonly<Record<string, number>>): string =>
  Object.entries(times)
    .map(([name, milliseconds]) => `${name} ${(milliseconds / 1000).toFixed(1)} s`)
    .join(', ');
