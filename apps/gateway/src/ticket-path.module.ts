import { Module } from '@nestjs/common';
import { provideConfig } from '@mesh/config';
import { Clock, SystemClock } from '@mesh/kernel';
import { sessionStoreProviders } from '@mesh/memory';
import { MessagingModule } from '@mesh/messaging';
import { AnalyticsController } from './analytics/analytics.controller';
import { RollupsConfig } from './analytics/rollups.config';
import { RollupsController } from './analytics/rollups.controller';
import { ApprovalsController } from './approvals/approvals.controller';
import { DecideApproval } from './approvals/decide-approval';
import { ExpireApprovalHandler } from './approvals/expire-approval.handler';
import { OpenApprovalHandler } from './approvals/open-approval.handler';
import { ReleaseDecisionHandler } from './approvals/release-decision.handler';
import { UndoDecision } from './approvals/undo-decision';
import { JudgeCategoryHandler } from './autonomy/judge-category.handler';
import { CustomersController } from './customers/customers.controller';
import { EraseCustomer } from './customers/erase-customer';
import { RecordErasureHandler } from './customers/record-erasure.handler';
import { gatewayFlags } from './feature-flags/gateway-flags';
import { GatewayConfig } from './gateway.config';
import { InboundDoor } from './inbound/inbound-door';
import { InboundEmailController } from './inbound/inbound-email.controller';
import { ReceiveMail } from './inbound/receive-mail';
import { LearnFromReply } from './learning/learn-from-reply';
import { MessagesController } from './messages/messages.controller';
import { ReceiveMessage } from './messages/receive-message';
import { GiveFeedback } from './person-actions/give-feedback';
import { PersonAct } from './person-actions/person-act';
import { PersonActionsController } from './person-actions/person-actions.controller';
import { WriteNote } from './person-actions/write-note';
import { ProjectFactHandler } from './projection/project-fact.handler';
import { SendReplyHandler } from './sending/send-reply.handler';
import { SupersedeApprovalsHandler } from './sending/supersede-approvals.handler';
import { CustomerSessions } from './sessions/customer-sessions';
import { SessionsController } from './sessions/sessions.controller';
import { EventSource } from './streaming/event-source';
import { StreamController } from './streaming/stream.controller';
import { StreamReaders } from './streaming/stream-readers';
import { ticketStreamProvider } from './streaming/ticket-stream.provider';
import { Admission } from './tickets/admission';
import { TenantWork } from './tickets/tenant-work';
import { CreateBatch } from './tickets/create-batch';
import { CreateTicket } from './tickets/create-ticket';
import { TicketsController } from './tickets/tickets.controller';
import { CheckTurnStartedHandler } from './turns/check-turn-started.handler';
import { GatewayDeadLetters } from './turns/gateway-dead-letters';
import { HandOverHandler } from './turns/hand-over.handler';
import { RerouteHandoverHandler } from './turns/reroute-handover.handler';
import { WebhooksModule } from './webhooks/webhooks.module';

const handlers = [
  OpenApprovalHandler,
  ExpireApprovalHandler,
  ReleaseDecisionHandler,
  SupersedeApprovalsHandler,
  SendReplyHandler,
  HandOverHandler,
  RerouteHandoverHandler,
  CheckTurnStartedHandler,
  RecordErasureHandler,
  JudgeCategoryHandler,
  ProjectFactHandler,
];

const useCases = [
  Admission,
  TenantWork,
  CustomerSessions,
  CreateTicket,
  CreateBatch,
  ReceiveMessage,
  InboundDoor,
  ReceiveMail,
  DecideApproval,
  UndoDecision,
  PersonAct,
  GiveFeedback,
  LearnFromReply,
  WriteNote,
  EraseCustomer,
  EventSource,
  StreamReaders,
];

/** Everything that people can race on: tickets, messages, approvals, sends, and how they are seen. */
@Module({
  imports: [MessagingModule.forService('gateway', { deadLetters: GatewayDeadLetters }), WebhooksModule, gatewayFlags],
  controllers: [
    TicketsController,
    MessagesController,
    InboundEmailController,
    PersonActionsController,
    ApprovalsController,
    CustomersController,
    SessionsController,
    StreamController,
    AnalyticsController,
    RollupsController,
  ],
  providers: [
    provideConfig(GatewayConfig),
    provideConfig(RollupsConfig),
    { provide: Clock, useClass: SystemClock },
    ...sessionStoreProviders,
    ticketStreamProvider,
    ...handlers,
    ...useCases,
  ],
})
export class TicketPathModule {}
