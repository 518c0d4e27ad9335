import type { ServerResponse } from 'node:http';
import { type Behaviour, type CounterpartFigures, isTrouble } from './behaviour';
import { send } from './send';

/** What can be done to a counterpart from another process. */
export interface Controlled {
  standing: Behaviour;
  readonly seen: CounterpartFigures;
  next(...behaviours: readonly Behaviour[]): void;
  reset(): void;
}

/** `GET`: figures and standing behaviour. `PUT`: standing behaviour. `POST`: a list for the next requests. `DELETE`: reset. */
export function control(counterpart: Controlled, method: string, text: string, response: ServerResponse): void {
  try {
    apply(counterpart, method, text);
    send(response, 200, { ...counterpart.seen, standing: counterpart.standing });
  } catch (error) {
    send(response, 400, { error: { message: error instanceof Error ? error.message : 'not valid', code: null } });
  }
}

function apply(counterpart: Controlled, method: string, text: string): void {
  if (method === 'PUT') counterpart.standing = behaviourOf(JSON.parse(text));
  if (method === 'POST') counterpart.next(...(JSON.parse(text) as unknown[]).map(behaviourOf));
  if (method === 'DELETE') counterpart.reset();
}

function behaviourOf(value: unknown): Behaviour {
  if (typeof value !== 'object' || value === null) throw new TypeError('a behaviour is an object');
  const { trouble } = value as { trouble?: unknown };
  if (trouble !== undefined && !isTrouble(trouble)) throw new TypeError('there is no such trouble');
  return value;
}
