import type { Channel } from './channel';
import { CHANNELS } from './channels';

type Channels = typeof CHANNELS;
export type ChannelName = keyof Channels;

type ValueOf<C> = C extends { readonly initial: infer Value } ? Value : never;
type UpdateOf<C> = C extends { reduce(current: never, update: infer Update): unknown } ? Update : never;

/** The state of one ticket's workflow: JSON, one value per channel. */
export type WorkflowState = { readonly [Name in ChannelName]: ValueOf<Channels[Name]> };

/** What a transition contributes; channels that it leaves out stay as they are. */
export type WorkflowUpdate = { readonly [Name in ChannelName]?: UpdateOf<Channels[Name]> };

const INITIAL = Object.fromEntries(
  Object.entries(CHANNELS).map(([name, channel]) => [name, channel.initial]),
) as WorkflowState;

/** The state before the first turn of a ticket. */
export const initialState = (ticketId: string): WorkflowState => ({ ...INITIAL, ticketId });

/** Folds an update into a state, channel by channel. Neither is changed. */
export function applyUpdate(state: WorkflowState, update: WorkflowUpdate): WorkflowState {
  const next: Record<string, unknown> = { ...state };
  for (const [name, value] of Object.entries(update)) {
    if (value === undefined) continue;
    const channel: Channel<unknown, unknown> = CHANNELS[name as ChannelName];
    next[name] = channel.reduce(next[name], value);
  }
  return next as WorkflowState;
}

/** A state as it was stored: channels that were added since then have their initial value. */
export const restoreState = (stored: Partial<WorkflowState>): WorkflowState => ({ ...INITIAL, ...stored });
