import type { ISocketFactory } from 'kafkajs';
import { type Socket, connect } from 'node:net';

/** The connections of one replica to the broker, to be cut or to fall silent all at once. */
export class Wires {
  private readonly sockets = new Set<Socket>();
  private isCut = false;
  private silent: Silence | undefined;

  readonly socketFactory: ISocketFactory = ({ host, port, onConnect }) => {
    const socket = connect({ host, port }, onConnect);
    this.sockets.add(socket);
    if (this.isCut) socket.destroy(new Error('this replica is dead'));
    if (this.silent) hush(socket, this.silent);
    return socket;
  };

  /** As when a process dies: nothing is left to say goodbye. */
  cut(): void {
    this.isCut = true;
    for (const socket of this.sockets) socket.destroy(new Error('this replica is dead'));
  }

  /** As behind a black hole: nothing is reset. `answers`: requests arrive, their answers do not. */
  fallSilent(silence: Silence): void {
    this.silent = silence;
    for (const socket of this.sockets) hush(socket, silence);
  }

  /** New connections work again; the old ones turn out to be gone, and what was said on them is lost. */
  speakAgain(): void {
    this.silent = undefined;
    for (const socket of this.sockets) socket.destroy(new Error('the connection was lost'));
    this.sockets.clear();
  }
}

export type Silence = 'answers' | 'both directions';

function hush(socket: Socket, silence: Silence): void {
  socket.pause();
  socket.resume = () => socket;
  if (silence === 'both directions') socket.write = () => true;
}
