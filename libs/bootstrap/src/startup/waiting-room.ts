import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ServiceName } from '@mesh/contracts';
import type { Metrics } from '@mesh/observability';
import { eventLoopAilments, livenessReport } from '../health/liveness';
import { pathOf } from '../http/surface';
import type { ServiceHandler } from '../service/service-registry';
import type { Lacks } from './dependency-wait';

export interface WaitingRoomParts {
  readonly service: ServiceName;
  readonly metrics: Metrics;
  readonly phase: () => 'starting' | 'draining';
  readonly lacks: () => Lacks;
}

/** Answers on the management port while there is no application yet, in the same shapes as it will. */
export function waitingRoom(parts: WaitingRoomParts): ServiceHandler {
  return (request, response) => {
    switch (pathOf(request)) {
      case '/health/live':
        return sendLive(response);
      case '/health/ready':
        return send(response, 503, notReady(parts));
      case '/metrics':
        return sendMetrics(response, parts.metrics);
      default:
        return sendNothingElse(request, response);
    }
  };
}

function notReady({ service, phase, lacks }: WaitingRoomParts): object {
  const missing = [...lacks()].map(([name, { code }]) => [name, { status: 'down', code }] as const);
  const names = ['service', ...missing.map(([name]) => name)];
  return {
    status: 'error',
    details: { service: { status: 'down', phase: phase() }, ...Object.fromEntries(missing) },
    services: { [service]: `not ready: ${names.join(', ')}` },
  };
}

function sendLive(response: ServerResponse): void {
  const report = livenessReport(eventLoopAilments(), {});
  send(response, report.status === 'ok' ? 200 : 503, report);
}

function sendMetrics(response: ServerResponse, metrics: Metrics): void {
  metrics.render().then(
    (text) => response.setHeader('content-type', metrics.registry.contentType).end(text),
    (error: unknown) => response.destroy(error instanceof Error ? error : undefined),
  );
}

function sendNothingElse(request: IncomingMessage, response: ServerResponse): void {
  request.resume();
  response.setHeader('retry-after', '2');
  send(response, 503, { code: 'SERVICE_STARTING' });
}

function send(response: ServerResponse, status: number, body: object): void {
  response.statusCode = status;
  response.setHeader('content-type', 'application/json; charset=utf-8').setHeader('cache-control', 'no-store');
  response.end(JSON.stringify(body));
}
