import type { ChannelName, Notification } from './notification';

/** A way to the people who look after the mesh. */
export abstract class NotificationChannel {
  abstract readonly name: ChannelName;
  /** Whether the other side tells a repetition by its id, so that an attempt of unknown end may be repeated. */
  abstract readonly repeatable: boolean;
  /** @throws TerminalError when it was refused for good, RetryableError when another try may help */
  abstract deliver(notification: Notification, signal: AbortSignal): Promise<void>;
}
