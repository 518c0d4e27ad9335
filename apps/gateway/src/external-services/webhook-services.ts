import { type ExternalService, type ExternalServices, stateOf } from '@mesh/observability';
import { ApiDatabase } from '@mesh/persistence';
import { Inject, Injectable } from '@nestjs/common';

/** Host names alone: the rest of an address may hold a secret. */
const WEBHOOKS = `
  SELECT w.id, w.url, w.enabled, d.succeeded_at AS "succeededAt", f.failed_at AS "failedAt", f.code
  FROM gateway.webhooks w
  LEFT JOIN LATERAL (
    SELECT max(ended_at) AS succeeded_at FROM gateway.webhook_deliveries
    WHERE tenant_id = w.tenant_id AND webhook_id = w.id AND state = 'delivered') d ON true
  LEFT JOIN LATERAL (
    SELECT last_attempt_at AS failed_at, coalesce(error_code, 'HTTP_' || response_status) AS code
    FROM gateway.webhook_deliveries
    WHERE tenant_id = w.tenant_id AND webhook_id = w.id AND state <> 'delivered' AND last_attempt_at IS NOT NULL
    ORDER BY last_attempt_at DESC LIMIT 1) f ON true
  WHERE w.tenant_id = $1 ORDER BY w.id`;

interface Row {
  readonly id: string;
  readonly url: string;
  readonly enabled: boolean;
  readonly succeededAt: Date | null;
  readonly failedAt: Date | null;
  readonly code: string | null;
}

/** How the receivers of the tenant's webhooks are doing, from their deliveries. */
@Injectable()
export class WebhookServices implements ExternalServices {
  constructor(@Inject(ApiDatabase) private readonly database: ApiDatabase) {}

  async externalServices(tenantId: string): Promise<readonly ExternalService[]> {
    const rows = await this.database.inTenant(tenantId, (sql) => sql.rows<Row>(WEBHOOKS, [tenantId]));
    return rows.map(({ id, url, enabled, succeededAt, failedAt, code }) => ({
      kind: 'webhook',
      name: `${new URL(url).host} ${id}`,
      state: enabled ? stateOf(succeededAt ?? undefined, failedAt ?? undefined) : 'left_alone',
      lastSuccessAt: succeededAt?.toISOString(),
      lastFailureAt: failedAt?.toISOString(),
      lastError: code ?? undefined,
    }));
  }
}
