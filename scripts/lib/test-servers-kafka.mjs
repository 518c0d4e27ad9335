import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from './free-port.mjs';
import { acquireLock } from './lock.mjs';
import { runCommand } from './run-command.mjs';
import { waitFor } from './wait.mjs';

/** Another one may be tried: what clients speak differs between the major versions. */
const VERSION = process.env.KAFKA_VERSION || '3.9.1';
const READY_MS = 120_000;
const STOP_MS = 20_000;
const DOWNLOAD_PATIENCE_MS = 10 * 60_000;
const dependency = (group, artifact, version) =>
  `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`;
const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>dev.local</groupId><artifactId>kafka-dist</artifactId><version>1</version><packaging>pom</packaging>
<dependencies>
${dependency('org.apache.kafka', 'kafka_2.13', VERSION)}
${dependency('org.apache.kafka', 'kafka-tools', VERSION)}
${dependency('org.slf4j', 'slf4j-simple', '1.7.36')}
</dependencies>
<build><plugins><plugin><groupId>org.apache.maven.plugins</groupId>
<artifactId>maven-dependency-plugin</artifactId><version>3.8.1</version></plugin></plugins></build></project>
`;
// One binding for the log, or the one without any settings wins and nothing is written.
const COPIED = ['-DincludeScope=runtime', '-DexcludeArtifactIds=slf4j-reload4j,reload4j'];
const LOG_OPTIONS = [
  '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn',
  '-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info',
];
// For a short life on a small machine: a quick start counts for more than speed later.
const JAVA_OPTIONS = ['-Xms128m', '-Xmx384m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xshare:auto'];

const cacheFolder = () =>
  path.join(process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache'), 'support-mesh', `kafka-${VERSION}`);

/** The folder with the jars of Kafka, fetched once by Maven. Throws an Error that says why they cannot be had. */
export async function kafkaJars(say) {
  const folder = cacheFolder();
  const jars = path.join(folder, 'libs');
  mkdirSync(folder, { recursive: true });
  const lock = await acquireLock(path.join(folder, 'lock'), { patienceMs: DOWNLOAD_PATIENCE_MS });
  try {
    if (existsSync(jars)) return jars;
    say(`fetching Kafka ${VERSION} from Maven Central ...`);
    const draft = `${jars}.new`;
    rmSync(draft, { recursive: true, force: true });
    writeFileSync(path.join(folder, 'pom.xml'), POM);
    const args = ['-B', '-q', '-f', path.join(folder, 'pom.xml'), 'dependency:copy-dependencies'];
    const { code, output } = await runCommand('mvn', [...args, ...COPIED, `-DoutputDirectory=${draft}`]);
    if (code !== 0) throw new Error(`Maven could not fetch Kafka: ${output.trim().split('\n').slice(-3).join(' ')}`);
    renameSync(draft, jars);
    return jars;
  } finally {
    lock.release();
  }
}

/** A broker of its own: one node, loopback, its data gone after `remove`. */
export class KafkaServer {
  #child;

  constructor(jars, folder, { ports: [port, controllerPort], detour, guard, quorum }) {
    Object.assign(this, { jars, folder, port });
    this.brokers = `127.0.0.1:${port}`;
    this.guardedBrokers = guard && `127.0.0.1:${guard.port}`;
    this.logFile = path.join(folder, 'kafka.log');
    this.settings = path.join(folder, 'server.properties');
    this.data = path.join(folder, 'data');
    writeFileSync(this.settings, settingsOf(this.data, port, controllerPort, { detour, guard, quorum }));
  }

  /** Makes a fresh broker and starts it. */
  static async create(jars, { users } = {}) {
    const folder = mkdtempSync(path.join(tmpdir(), 'mesh-kafka-'));
    try {
      return await KafkaServer.open(jars, folder, { users });
    } catch (error) {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
      throw error;
    }
  }

  /** Starts the broker whose data lie in `folder`, at the address it had before; makes it when there is none. */
  static async open(jars, folder, { detour, users } = {}) {
    const guard = users && { port: await freePort(), users };
    const server = new KafkaServer(jars, folder, { ports: await keptPorts(folder), detour, guard });
    await server.format(clusterId());
    await server.start();
    return server;
  }

  get pid() {
    return this.#child?.pid;
  }

  get running() {
    return this.#child?.pid !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Starts it, on the same port and data each time, and waits until it takes connections. */
  async start() {
    const log = openSync(this.logFile, 'w');
    this.#child = spawn('java', [...this.#java(), 'kafka.Kafka', this.settings], { stdio: ['ignore', log, log] });
    closeSync(log);
    let ended = false;
    this.#child.once('error', () => (ended = true)).once('exit', () => (ended = true));
    await waitFor(() => ended || this.#isReady(), READY_MS, 100);
    if (ended || !(await this.#isReady())) throw new Error(`Kafka does not start.\n${this.#lastLines()}`);
  }

  /** Ends it in an orderly way, or by force when that takes too long; the data stay. */
  async stop() {
    const child = this.#child;
    if (!this.running) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    const force = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    await gone;
    clearTimeout(force);
  }

  /** Ends it at once, as a crash does; the data stay. */
  async kill() {
    const child = this.#child;
    if (!this.running) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  }

  async remove() {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  /** Prepares the folder of the data, unless that was done before; the folder may be there already, such as a disk. */
  async format(cluster) {
    if (existsSync(path.join(this.data, 'meta.properties'))) return;
    const args = [...this.#java(), 'kafka.tools.StorageTool', 'format', '-t', cluster, '-c', this.settings];
    const { code, output } = await runCommand('java', args);
    if (code !== 0) throw new Error(`Kafka's storage could not be made: ${output.trim().slice(-500)}`);
  }

  #java() {
    return [...JAVA_OPTIONS, ...LOG_OPTIONS, '-cp', path.join(this.jars, '*')];
  }

  /** The broker opens its port early; it has unfenced itself when it says so. */
  async #isReady() {
    return readFileSync(this.logFile, 'utf8').includes('Kafka Server started') && takesConnections(this.port);
  }

  #lastLines() {
    return existsSync(this.logFile) ? readFileSync(this.logFile, 'utf8').trim().split('\n').slice(-10).join('\n') : '';
  }
}

/** Several brokers that are controllers too, each partition on as many of them as its topic asks for. */
export class KafkaCluster {
  constructor(nodes) {
    this.nodes = nodes;
    this.brokers = nodes.map(({ brokers }) => brokers).join(',');
  }

  /** Starts the cluster whose data lie in `folder`, at the addresses it had before; makes it when there is none. */
  static async open(jars, folder, size) {
    const folders = Array.from({ length: size }, (_, index) => path.join(folder, `node-${index + 1}`));
    const ports = [];
    for (const own of folders) ports.push(await keptPorts(own));
    const voters = ports.map(([, port], index) => `${index + 1}@127.0.0.1:${port}`).join(',');
    const nodes = folders.map(
      (own, index) => new KafkaServer(jars, own, { ports: ports[index], quorum: { id: index + 1, voters, size } }),
    );
    const cluster = clusterId();
    for (const node of nodes) await node.format(cluster);
    const started = new KafkaCluster(nodes);
    try {
      await started.start();
    } catch (error) {
      await started.kill();
      throw error;
    }
    return started;
  }

  get pid() {
    return this.nodes[0]?.pid;
  }

  get running() {
    return this.nodes.every(({ running }) => running);
  }

  /** All of them at once: none is ready before there is a quorum. */
  async start() {
    await Promise.all(this.nodes.map((node) => node.running || node.start()));
  }

  async stop() {
    await Promise.all(this.nodes.map((node) => node.stop()));
  }

  async kill() {
    await Promise.all(this.nodes.map((node) => node.kill()));
  }
}

/** The ports are part of what clients and the stored cluster data know. */
async function keptPorts(folder) {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'ports.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  const ports = [await freePort(), await freePort()];
  writeFileSync(file, JSON.stringify(ports));
  return ports;
}

/** Who comes in by the plain listener may do everything; by the guarded one, users only, and what they were granted. */
const guardSettings = ({ users }) => {
  const accounts = Object.entries(users).map(([name, password]) => `user_${name}="${password}"`);
  return [
    'authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    'super.users=User:ANONYMOUS',
    'listener.name.guarded.sasl.enabled.mechanisms=PLAIN',
    `listener.name.guarded.plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required ${accounts.join(' ')};`,
  ];
};

const ALONE = { id: 1, size: 1 };

/** A detour is a second listener that names another port than its own: that of a proxy in front of it. */
function settingsOf(dataDir, port, controllerPort, { detour, guard, quorum = ALONE }) {
  const { id, size, voters = `${id}@127.0.0.1:${controllerPort}` } = quorum;
  const [copies, leastCopies] = [Math.min(3, size), size > 2 ? 2 : 1];
  const more = [
    ...(detour ? [{ name: 'DETOUR', port: detour.port, named: detour.advertisedPort }] : []),
    ...(guard ? [{ name: 'GUARDED', port: guard.port, named: guard.port }] : []),
  ];
  const listens = more.map((one) => `,${one.name}://127.0.0.1:${one.port}`).join('');
  const named = more.map((one) => `,${one.name}://127.0.0.1:${one.named}`).join('');
  return [
    'process.roles=broker,controller',
    `node.id=${id}`,
    `controller.quorum.voters=${voters}`,
    `listeners=PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}${listens}`,
    `advertised.listeners=PLAINTEXT://127.0.0.1:${port}${named}`,
    'controller.listener.names=CONTROLLER',
    'inter.broker.listener.name=PLAINTEXT',
    'listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,DETOUR:PLAINTEXT,GUARDED:SASL_PLAINTEXT',
    `log.dirs=${dataDir}`,
    'offsets.topic.num.partitions=4',
    `offsets.topic.replication.factor=${copies}`,
    `transaction.state.log.replication.factor=${copies}`,
    `transaction.state.log.min.isr=${leastCopies}`,
    `min.insync.replicas=${leastCopies}`,
    'group.initial.rebalance.delay.ms=0',
    'group.min.session.timeout.ms=1000',
    'auto.create.topics.enable=false',
    'unclean.leader.election.enable=false',
    // Many short-lived topics: small index files, and no waiting for the deletion of each.
    'log.index.size.max.bytes=65536',
    'log.segment.delete.delay.ms=1000',
    ...(guard ? guardSettings(guard) : []),
    '',
  ].join('\n');
}

/** 16 bytes as Kafka writes them; an id must not look like an option. */
function clusterId() {
  const id = randomBytes(16).toString('base64url');
  return id.startsWith('-') ? clusterId() : id;
}

function takesConnections(port) {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
