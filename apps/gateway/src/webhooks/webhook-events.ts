import { MESSAGE_DEFINITIONS } from '@mesh/contracts';
import { unique } from '@mesh/kernel';
import { shortTypeOf } from '../tickets/read-ticket';

/** Every public event by its short name, as the event streams call it. */
export const EVENT_NAMES: readonly string[] = MESSAGE_DEFINITIONS.filter(({ lane }) => lane === 'facts').map(
  ({ type }) => shortTypeOf(type),
);

/** All events, those of later versions too. */
export const EVERY_EVENT = '*';

/** What an admin sends to see whether a webhook works; it is no fact. */
export const TRIAL_EVENT = 'ping';

/** The names once each; `*` alone where it is among them. */
export const asEvents = (names: readonly string[]): string[] =>
  names.includes(EVERY_EVENT) ? [EVERY_EVENT] : unique(names).sort();
