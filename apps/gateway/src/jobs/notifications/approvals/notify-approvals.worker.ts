import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { ConfigOf } from '@mesh/config';
import { JobQueue } from '@mesh/jobs';
import { Clock } from '@mesh/kernel';
import { NotifyApprovals } from '../notification-jobs';
import { Notifier } from '../notifier';
import { NotifyConfig } from '../notify.config';
import { type OpenApproval, approvalsDue } from './approvals-due.decision';

const NEARLY_DUE = `
  SELECT id, ticket_id AS "ticketId", queue, risk, respond_by AS "respondBy" FROM gateway.approvals
  WHERE tenant_id = $1 AND status = 'open' AND respond_by <= $2::timestamptz + $3 * interval '1 millisecond'
  ORDER BY respond_by, id LIMIT 500`;

@Injectable()
export class NotifyApprovalsWorker implements OnModuleInit {
  constructor(
    @Inject(JobQueue) private readonly jobs: JobQueue,
    @Inject(Notifier) private readonly notifier: Notifier,
    @Inject(NotifyConfig.token) private readonly config: ConfigOf<typeof NotifyConfig>,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.process(NotifyApprovals, ({ tenantId }) => this.look(tenantId));
  }

  private look(tenantId: string): Promise<void> {
    const now = this.clock.now();
    const lead = this.config.NOTIFY_APPROVAL_LEAD_MS;
    return this.notifier.tell(tenantId, async ({ sql }) =>
      approvalsDue(await sql.rows<OpenApproval>(NEARLY_DUE, [tenantId, now, lead]), now, lead),
    );
  }
}
