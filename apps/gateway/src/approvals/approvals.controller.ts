import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiConflictResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { statusProblem } from '@mesh/bootstrap';
import { ApiDatabase } from '@mesh/persistence';
import { CurrentPrincipal, type Principal, May } from '../identity';
import { findApproval } from './approval-row';
import { ApprovalDecision, ApprovalId, ApprovalQuery } from './approval.requests';
import { ApprovalList, ApprovalView, approvalView } from './approval.view';
import { DecideApproval } from './decide-approval';
import { readApprovals } from './read-approvals';
import { UndoDecision } from './undo-decision';

const CONFLICT = { description: 'Decided, expired, superseded or changed; `current` is the approval as it is now.' };

/** What waits for a human decision. */
@ApiTags('Approvals')
@ApiBearerAuth()
@May('decideApprovals')
@Controller('v1/approvals')
export class ApprovalsController {
  constructor(
    @Inject(ApiDatabase) private readonly database: ApiDatabase,
    @Inject(DecideApproval) private readonly decideApproval: DecideApproval,
    @Inject(UndoDecision) private readonly undoDecision: UndoDecision,
  ) {}

  @Get()
  @ApiOkResponse({ type: ApprovalList })
  async list(@CurrentPrincipal() { tenantId }: Principal, @Query() query: ApprovalQuery): Promise<ApprovalList> {
    const page = await this.database.inTenant(tenantId, (sql) => readApprovals({ tenantId, sql }, query));
    return { items: page.rows.map(approvalView), nextCursor: page.nextCursor };
  }

  @Get(':id')
  @ApiOkResponse({ type: ApprovalView })
  async get(@CurrentPrincipal() { tenantId }: Principal, @Param() { id }: ApprovalId): Promise<ApprovalView> {
    const row = await this.database.inTenant(tenantId, (sql) => findApproval({ tenantId, sql }, id));
    if (!row) throw statusProblem(404);
    return approvalView(row);
  }

  @Post(':id/decision')
  @HttpCode(200)
  @ApiOkResponse({ type: ApprovalView })
  @ApiConflictResponse(CONFLICT)
  async decide(
    @CurrentPrincipal() principal: Principal,
    @Param() { id }: ApprovalId,
    @Body() body: ApprovalDecision,
  ): Promise<ApprovalView> {
    return approvalView(await this.decideApproval.execute(principal, id, body));
  }

  @Delete(':id/decision')
  @ApiOkResponse({ type: ApprovalView })
  @ApiConflictResponse(CONFLICT)
  async undo(@CurrentPrincipal() principal: Principal, @Param() { id }: ApprovalId): Promise<ApprovalView> {
    return approvalView(await this.undoDecision.execute(principal, id));
  }
}
