import { AsyncLocalStorage } from 'node:async_hooks';

/** What every log line of one piece of work carries. */
export interface Correlation {
  readonly correlationId: string;
  readonly tenantId?: string | undefined;
  readonly ticketId?: string | undefined;
  readonly messageId?: string | undefined;
  readonly traceparent?: string | undefined;
}

const storage = new AsyncLocalStorage<Correlation>();

/** Runs the work so that its log lines carry the correlation. */
export const withCorrelation = <T>(correlation: Correlation, work: () => T): T => storage.run(correlation, work);

export const currentCorrelation = (): Correlation | undefined => storage.getStore();
