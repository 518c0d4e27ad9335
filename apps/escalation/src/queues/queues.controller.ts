import { Body, Controller, Get, Inject, Put, UseGuards } from '@nestjs/common';
import { Caller, type InternalCaller, InternalGuard } from '@mesh/bootstrap';
import { ApiDatabase } from '@mesh/persistence';
import { createZodDto } from 'nestjs-zod';
import { readQueues, writeQueues } from './pg-queues';
import { QueueList } from './queue';

export class QueueListDto extends createZodDto(QueueList) {}

/** The queues of the caller's tenant; the gateway has checked the role. */
@Controller('internal/queues')
@UseGuards(InternalGuard)
export class QueuesController {
  constructor(@Inject(ApiDatabase) private readonly database: ApiDatabase) {}

  @Get()
  async read(@Caller() caller: InternalCaller): Promise<QueueList> {
    return this.database.inTenant(caller.tenantId, async (sql) => ({
      items: [...(await readQueues(sql, caller.tenantId))],
    }));
  }

  @Put()
  async write(@Caller() caller: InternalCaller, @Body() body: QueueListDto): Promise<QueueList> {
    await this.database.inTenant(caller.tenantId, (sql) => writeQueues(sql, caller.tenantId, body.items));
    return { items: body.items };
  }
}
