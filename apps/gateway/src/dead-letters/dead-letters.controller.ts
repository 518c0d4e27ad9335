import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { AdminActs, CurrentPrincipal, type Principal, May } from '../identity';
import { PassThrough } from '../http/pass-through';
import { DeadLetterQuery, DeadLettersView, Redrive, RedrivenView } from './dead-letters.requests';
import { type DeadLetterList, ListDeadLetters } from './list-dead-letters';

/** Messages that were put aside, in all services; codes and ids, no texts. */
@ApiTags('Dead letters')
@ApiBearerAuth()
@May('manageDeadLetters')
@Controller('v1/dead-letters')
export class DeadLettersController {
  constructor(
    @Inject(ListDeadLetters) private readonly deadLetters: ListDeadLetters,
    @Inject(PassThrough) private readonly passThrough: PassThrough,
    @Inject(AdminActs) private readonly acts: AdminActs,
  ) {}

  @Get()
  @ApiOkResponse({ type: DeadLettersView })
  list(@CurrentPrincipal() principal: Principal, @Query() query: DeadLetterQuery): Promise<DeadLetterList> {
    return this.deadLetters.execute(principal, query);
  }

  /** Lets the service try the message again, with all its tries. */
  @Post()
  @HttpCode(200)
  @ApiOkResponse({ type: RedrivenView })
  async redrive(@CurrentPrincipal() principal: Principal, @Body() { service, id }: Redrive) {
    await this.passThrough.ask(principal, service, { method: 'POST', path: `/internal/dead-letters/${id}/redrive` });
    const result = { service, id, status: 'open' };
    return this.acts.perform({ principal, action: 'dead_letter.redriven' }, () =>
      Promise.resolve({ result, subject: id, details: { service } }),
    );
  }
}
