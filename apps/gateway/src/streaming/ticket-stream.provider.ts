import type { FactoryProvider } from '@nestjs/common';
import { type ConfigOf, MeshConfig, RedisConfig, usesRedis } from '@mesh/config';
import { SessionStore } from '@mesh/memory';
import { Metrics } from '@mesh/observability';
import { GatewayConfig } from '../gateway.config';
import { LocalTicketStream } from './local-ticket-stream';
import { SharedTicketStream } from './shared-ticket-stream';
import { TicketStream } from './ticket-stream.port';

/** Where there is a Redis, readers hear of what other replicas have applied; else there is one gateway. */
export const ticketStreamProvider: FactoryProvider<TicketStream> = {
  provide: TicketStream,
  inject: [MeshConfig.token, RedisConfig.token, GatewayConfig.token, SessionStore, Metrics],
  useFactory: (
    mesh: ConfigOf<typeof MeshConfig>,
    redis: ConfigOf<typeof RedisConfig>,
    gateway: ConfigOf<typeof GatewayConfig>,
    sessions: SessionStore,
    metrics: Metrics,
  ) =>
    usesRedis(mesh, redis)
      ? new SharedTicketStream(sessions, gateway.STREAM_POLL_MS, metrics)
      : new LocalTicketStream(),
};
