import { once } from 'node:events';
import { type AddressInfo, type Server, type Socket, connect, createServer } from 'node:net';
import { waitFor } from '@mesh/testing';
import { TcpProxy } from './tcp-proxy';

/** Answers everything with itself. */
async function echoServer(greeting = ''): Promise<{ server: Server; port: number }> {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    if (greeting) socket.write(greeting);
    socket.pipe(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port };
}

class Caller {
  heard = '';
  fault: string | undefined;
  ended = false;

  constructor(readonly socket: Socket) {
    socket.on('data', (bytes) => (this.heard += bytes.toString()));
    socket.on('error', (error: NodeJS.ErrnoException) => (this.fault = error.code));
    socket.on('close', () => (this.ended = true));
  }

  static to = (port: number) => new Caller(connect(port, '127.0.0.1'));

  says(text: string): this {
    this.socket.write(text);
    return this;
  }

  hears = (text: string) => waitFor(`to hear ${text}`, () => this.heard === text);
}

describe('the TCP proxy', () => {
  let echo: Awaited<ReturnType<typeof echoServer>>;
  let proxy: TcpProxy;
  let seen: string;
  let answered: string;
  let chance: number;
  const callers: Caller[] = [];
  const call = () => {
    const caller = Caller.to(proxy.port);
    callers.push(caller);
    return caller;
  };
  beforeEach(async () => {
    [seen, answered, chance] = ['', '', 1];
    echo = await echoServer();
    const options = {
      onRequest: (bytes: Buffer) => void (seen += bytes.toString()),
      onAnswer: (bytes: Buffer) => void (answered += bytes.toString()),
      random: () => chance,
    };
    proxy = await TcpProxy.start({ host: '127.0.0.1', port: echo.port }, options);
  });
  afterEach(async () => {
    for (const { socket } of callers.splice(0)) socket.destroy();
    await proxy.close();
    echo.server.close();
  });

  it('lets everything pass when there is no trouble', async () => {
    await call().says('hello').hears('hello');
    expect(seen).toBe('hello');
    expect(proxy.through('postgres://me:secret@db.internal:5432/mesh')).toBe(
      `postgres://me:secret@127.0.0.1:${proxy.port}/mesh`,
    );
  });

  it('delays answers, keeps their order and the open connection', async () => {
    const caller = call();
    await caller.says('a').hears('a');
    await proxy.set({ latencyMs: 200 });
    const asked = performance.now();
    caller.says('b');
    await waitFor('the answer to be held back', () => answered === 'ab');
    await proxy.heal();
    caller.says('c');
    await caller.hears('abc');
    expect(performance.now() - asked).toBeGreaterThan(150);
  });

  it('resets a connection by chance, and counts it', async () => {
    await proxy.set({ resetPercent: 1 });
    chance = 0.02;
    await call().says('kept').hears('kept');
    chance = 0.005;
    const unlucky = call().says('lost');
    await waitFor('the reset', () => unlucky.fault === 'ECONNRESET');
    expect(proxy.counts).toEqual({ connections: 2, resets: 1 });
  });

  it('lets nothing pass and loses nothing while it is a black hole', async () => {
    const caller = call();
    await caller.says('a').hears('a');
    await proxy.set({ blackhole: true });
    caller.says('b');
    const second = call().says('x');
    await waitFor('the second connection', () => proxy.counts.connections === 2);
    expect([caller.heard, second.heard, seen]).toEqual(['a', '', 'a']);
    await proxy.heal();
    await Promise.all([caller.hears('ab'), second.hears('x')]);
  });

  it('silences what is open for good, and lets new connections work', async () => {
    const caller = call();
    await caller.says('a').hears('a');
    proxy.silence();
    caller.says('b');
    await call().says('x').hears('x');
    await proxy.heal();
    await call().says('y').hears('y');
    expect([caller.heard, seen, caller.socket.destroyed]).toEqual(['a', 'axy', false]);
  });

  it('lets requests pass and loses the answers, then resets what has lost some', async () => {
    const [caller, silent] = [call(), call()];
    await caller.says('a').hears('a');
    await silent.says('s').hears('s');
    await proxy.set({ dropResponses: true });
    caller.says('b');
    await waitFor('the request to arrive', () => seen.includes('b'));
    await waitFor('the answer to be lost', async () => {
      await proxy.heal();
      if (caller.ended) return true;
      await proxy.set({ dropResponses: true });
      caller.says('b');
      return false;
    });
    await silent.says('t').hears('st');
  });

  it('refuses, and takes connections again at the same port', async () => {
    const { port } = proxy;
    const caller = call();
    await caller.says('a').hears('a');
    await proxy.set({ refuse: true });
    await waitFor('the reset', () => caller.ended);
    const refused = call();
    await waitFor('the refusal', () => refused.fault === 'ECONNREFUSED');
    await proxy.heal();
    expect(proxy.port).toBe(port);
    await call().says('b').hears('b');
  });

  it('leads new connections elsewhere and leaves the open ones where they are', async () => {
    const other = await echoServer('other:');
    try {
      const caller = call();
      await caller.says('a').hears('a');
      proxy.moveTo({ host: '127.0.0.1', port: other.port });
      const second = call().says('b');
      await second.hears('other:b');
      await caller.says('c').hears('ac');
      proxy.cut();
      await waitFor('both to end', () => caller.ended && second.ended);
    } finally {
      other.server.close();
    }
  });
});
