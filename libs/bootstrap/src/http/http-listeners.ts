import { Injectable } from '@nestjs/common';
import { newId } from '@mesh/kernel';
import { ProblemException } from '../problems/problem-exception';
import { sendProblem } from '../problems/send-problem';
import type { ServiceHandler } from '../service/service-registry';
import { HttpDoor, type ListenerOptions, type Listening } from './http-door';
import { isHealthPath, pathOf } from './surface';

const DRAIN_MS = 5_000;
/** For the last answers about health; everything else has had its time. */
const FAREWELL_MS = 500;

/** The open ports of one service. Who stops the service says when they close; see `Shutdown`. */
@Injectable()
export class HttpListeners {
  private readonly doors: HttpDoor[] = [];

  async open(handler: ServiceHandler, options: ListenerOptions): Promise<Listening> {
    return this.adopt(await HttpDoor.open(handler, options), handler);
  }

  /** Answers behind a port that is open already. */
  adopt(door: HttpDoor, handler: ServiceHandler): Listening {
    door.handTo(handler);
    this.doors.push(door);
    return door.listening;
  }

  /** Answers as before, but every answer ends its connection. */
  sendAway(): void {
    for (const door of this.doors) door.sendAway();
  }

  /** Requests in hand finish; new ones find a closed port, or 503 behind the one that still tells of our health. */
  async drain(handler: ServiceHandler): Promise<void> {
    const management = this.doorsTo('management');
    for (const door of management) door.handTo(onlyHealth(handler));
    await Promise.all([
      ...this.doorsTo('api').map((door) => door.close(DRAIN_MS)),
      ...management.map((door) => door.idle(DRAIN_MS)),
    ]);
  }

  /** The last one to go, so that health can be asked for until the end. */
  async close(): Promise<void> {
    await Promise.all(this.doors.map((door) => door.close(FAREWELL_MS)));
  }

  private doorsTo(surface: 'api' | 'management'): HttpDoor[] {
    return this.doors.filter((door) => door.surface === surface);
  }
}

const onlyHealth =
  (handler: ServiceHandler): ServiceHandler =>
  (request, response) => {
    if (isHealthPath(pathOf(request))) handler(request, response);
    else sendProblem(response, stopping(), newId());
  };

const stopping = (): ProblemException =>
  new ProblemException(503, 'SERVICE_STOPPING', 'The service is being stopped; try again.', { retryAfter: 1 });
