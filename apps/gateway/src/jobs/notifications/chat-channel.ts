import { RetryableError, TerminalError } from '@mesh/kernel';
import { mailTextOf } from './mail-text';
import type { Notification } from './notification';
import { NotificationChannel } from './notification-channel.port';
import { post, refusal } from './post-notification';

export interface ChatSettings {
  /** As it is now: the address is the key. */
  readonly url: () => Promise<string>;
  readonly linkBase: string;
  readonly timeoutMs: number;
}

/** Writes notifications into a room of a chat, by the incoming webhook that Slack, Mattermost and others have. */
export class ChatChannel extends NotificationChannel {
  readonly name = 'chat';
  readonly repeatable = false;

  constructor(private readonly settings: ChatSettings) {
    super();
  }

  async deliver(notification: Notification, signal: AbortSignal): Promise<void> {
    const { url, linkBase, timeoutMs } = this.settings;
    const { text } = mailTextOf(notification, linkBase);
    const request = {
      body: JSON.stringify({ text: withoutMarkup(text) }),
      headers: { 'content-type': 'application/json' },
    };
    const status = await this.statusOf(await url(), {
      ...request,
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    if (status < 200 || status >= 300) throw refusal('CHAT_REFUSED', 'the chat answered with a fault', status);
  }

  /** Whoever fell silent may have written it, and a chat does not tell a repetition. */
  private async statusOf(url: string, request: RequestInit): Promise<number> {
    try {
      return (await post(url, request)).status;
    } catch (error) {
      if (neverReached(error))
        throw new RetryableError('CHAT_UNREACHABLE', 'the chat cannot be reached', {}, undefined, { cause: error });
      throw new TerminalError('CHAT_END_UNKNOWN', 'the chat fell silent over the text', {}, { cause: error });
    }
  }
}

/** In a chat `<` begins a link or calls somebody; the names of queues come from people. */
const withoutMarkup = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').trim();

const NEVER_REACHED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

const neverReached = (error: unknown): boolean =>
  NEVER_REACHED.has((error as { readonly cause?: { readonly code?: string } }).cause?.code ?? '');
