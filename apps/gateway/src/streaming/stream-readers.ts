import type { ServerResponse } from 'node:http';
import { type EventStreams, FeatureFlags, ProblemException } from '@mesh/bootstrap';
import type { ConfigOf } from '@mesh/config';
import { reasonOf } from '@mesh/kernel';
import { DraftBoard } from '@mesh/memory';
import { Logger } from '@mesh/observability';
import { Inject, Injectable } from '@nestjs/common';
import { GatewayConfig } from '../gateway.config';
import type { EventReader } from './event-source';
import { SseConnection } from './sse-connection';
import { type StreamScope, TicketStream } from './ticket-stream.port';

/** So much sooner than at its age a stream may be closed. */
const SPREAD = 0.25;

/** What a reader may see. */
export interface StreamView {
  readonly reader: EventReader;
  readonly seesDrafts: boolean;
}

/** Every open event stream of this process; closed when the service stops, so that clients go elsewhere and resume. */
@Injectable()
export class StreamReaders implements EventStreams {
  private readonly open = new Set<SseConnection>();

  constructor(
    @Inject(TicketStream) private readonly stream: TicketStream,
    @Inject(DraftBoard) private readonly drafts: DraftBoard,
    @Inject(GatewayConfig.token) private readonly config: ConfigOf<typeof GatewayConfig>,
    @Inject(Logger) private readonly logger: Logger,
    @Inject(FeatureFlags) private readonly flags: FeatureFlags,
  ) {}

  /**
   * Serves one reader until it leaves; one who may see drafts sees them while they are written, too.
   * @throws ProblemException 503 when there are too many
   */
  async serve(response: ServerResponse, scope: StreamScope, { reader, seesDrafts }: StreamView): Promise<void> {
    if (this.open.size >= this.config.STREAM_MAX_READERS) {
      throw new ProblemException(503, 'STREAMS_EXHAUSTED', 'Too many open event streams.', { retryAfter: 5 });
    }
    const connection = new SseConnection(response, reader, {
      heartbeatMs: this.config.STREAM_HEARTBEAT_MS,
      maxAgeMs: spread(this.config.STREAM_MAX_AGE_MS),
      drainMs: this.config.STREAM_DRAIN_MS,
    });
    this.open.add(connection);
    const leave = this.stream.subscribe(scope, connection.wake);
    const unwatch = seesDrafts ? this.watchDrafts(scope, connection) : undefined;
    try {
      await connection.run();
    } catch (error) {
      this.logger.warn('stream.broken', { reason: reasonOf(error) });
    } finally {
      leave();
      await (
        await unwatch
      )?.();
      this.open.delete(connection);
    }
  }

  /** A stream without drafts is better than none. */
  private async watchDrafts({ tenantId, ticketId }: StreamScope, connection: SseConnection) {
    try {
      return await this.drafts.watch(tenantId, ({ ticketId: of, turn, text }) => {
        if (ticketId !== undefined && ticketId !== of) return;
        void this.flags.isOn('draft-streaming', tenantId).then((isOn) => {
          if (isOn) connection.show(of, { type: 'draft_progress', data: { ticketId: of, turn, text } });
        });
      });
    } catch (error) {
      this.logger.warn('stream.without_drafts', { reason: reasonOf(error) });
      return undefined;
    }
  }

  /** Before the ports wait for requests in hand: a stream would be one for ever. */
  endStreams(): void {
    for (const connection of this.open) connection.close();
  }
}

/** Those that came together, as after a restart, do not all come back together for ever. */
const spread = (maxAgeMs: number): number => maxAgeMs * (1 - SPREAD * Math.random());
