export interface WebhookRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What a receiver said, whatever it was. */
export interface WebhookAnswer {
  readonly status: number;
  /** The beginning of the body, for people. */
  readonly excerpt: string;
  /** The header of this name, as it was written. */
  readonly retryAfter?: string | undefined;
}

/** The way to the receivers of tenants, whom nobody vouches for. */
export abstract class WebhookSender {
  /** @throws MeshError `WEBHOOK_...` when there was no answer */
  abstract post(request: WebhookRequest): Promise<WebhookAnswer>;
  /** Gives back connections. */
  abstract close(): Promise<void>;
}
