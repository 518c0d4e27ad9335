import type { MigrationClass } from '@mesh/persistence';
import { Tickets1760000000001 } from './1760000000001-tickets';
import { Approvals1760000000002 } from './1760000000002-approvals';
import { Timeline1760000000003 } from './1760000000003-timeline';
import { Customers1760000000004 } from './1760000000004-customers';
import { Policies1760000000005 } from './1760000000005-policies';
import { AuditLog1760000000006 } from './1760000000006-audit-log';
import { IdempotencyKeys1760000000007 } from './1760000000007-idempotency-keys';
import { ApiKeys1760000000101 } from './1760000000101-api-keys';
import { Tenants1760000000102 } from './1760000000102-tenants';
import { Notifications1770000000001 } from './1770000000001-notifications';
import { Rollups1770000000002 } from './1770000000002-rollups';
import { MaintenanceRights1770000000003 } from './1770000000003-maintenance-rights';
import { Learnings1795256100001 } from './1795256100001-learnings';
import { CategoryJudgements1795256100002 } from './1795256100002-category-judgements';
import { Webhooks1796083200001 } from './1796083200001-webhooks';
import { InboundMail1796090000001 } from './1796090000001-inbound-mail';
import { ReplyDeliveries1796090000002 } from './1796090000002-reply-deliveries';
import { AgentSetups1796096000001 } from './1796096000001-agent-setups';
import { FeatureFlags1796096000002 } from './1796096000002-feature-flags';
import { ChatNotifications1796109000001 } from './1796109000001-chat-notifications';
import { KeyScopes1796112000001 } from './1796112000001-key-scopes';
import { Sessions1796115000001 } from './1796115000001-sessions';

/** In the order in which they are applied, after the inbox and outbox of messaging. */
export const gatewayMigrations: readonly MigrationClass[] = [
  Tickets1760000000001,
  Approvals1760000000002,
  Timeline1760000000003,
  Customers1760000000004,
  Policies1760000000005,
  AuditLog1760000000006,
  IdempotencyKeys1760000000007,
  ApiKeys1760000000101,
  Tenants1760000000102,
  Notifications1770000000001,
  Rollups1770000000002,
  MaintenanceRights1770000000003,
  Learnings1795256100001,
  CategoryJudgements1795256100002,
  Webhooks1796083200001,
  InboundMail1796090000001,
  ReplyDeliveries1796090000002,
  AgentSetups1796096000001,
  FeatureFlags1796096000002,
  ChatNotifications1796109000001,
  KeyScopes1796112000001,
  Sessions1796115000001,
];
