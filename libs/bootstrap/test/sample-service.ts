import {
  Body,
  Controller,
  Get,
  Header,
  Injectable,
  Module,
  Param,
  Post,
  Query,
  Req,
  Res,
  UseGuards,
} from '@nestjs/common';
import { RetryableError, TerminalError } from '@mesh/kernel';
import { MessagingModule, messagingMigrations } from '@mesh/messaging';
import { currentCorrelation } from '@mesh/observability';
import type { Request, Response } from 'express';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { answerTrial } from '../src/agent-trial/answer-trial';
import type { HealthContributor } from '../src/health/health-contributor';
import { Public } from '../src/http/public.decorator';
import { Caller } from '../src/internal/caller.decorator';
import type { InternalCaller } from '../src/internal/internal-caller';
import { InternalGuard } from '../src/internal/internal.guard';
import { ProblemException } from '../src/problems/problem-exception';
import { defineService } from '../src/service/service-definition';

class Order extends createZodDto(
  z.strictObject({ item: z.object({ name: z.string().min(1), amount: z.number().int() }) }),
) {}
class OrderPage extends createZodDto(z.strictObject({ limit: z.coerce.number().int().max(10).optional() })) {}
class OrderId extends createZodDto(z.object({ id: z.uuid() })) {}

const FAULTS: Readonly<Record<string, () => Error>> = {
  known: () => new ProblemException(409, 'ORDER_TAKEN', 'Somebody was quicker.', { current: { state: 'taken' } }),
  retryable: () => new RetryableError('SHOP_BUSY', 'internal words', {}, 2_500),
  terminal: () => new TerminalError('ORDER_EMPTY', 'an order needs an item'),
  unknown: () => new Error('password=hunter2 at db.internal'),
};

@Public()
@Controller('orders')
class OrdersController {
  private inHand = 0;

  @Post()
  create(@Body() order: Order) {
    return { order, correlationId: currentCorrelation()?.correlationId };
  }

  @Get()
  list(@Query() page: OrderPage) {
    return page;
  }

  @Get('slow/count')
  count(): string {
    return String(this.inHand);
  }

  @Get('slow/:ms')
  async slow(@Param('ms') ms: string) {
    this.inHand += 1;
    await new Promise((resolve) => setTimeout(resolve, Number(ms)));
    return { ms };
  }

  @Get(':id')
  read(@Param() { id }: OrderId) {
    return { id };
  }

  @Post('fail/:how')
  fail(@Param('how') how: string): never {
    throw FAULTS[how]?.() ?? new TypeError('no such fault');
  }
}

/** What became of agents that were tried out. */
export const trials = { givenUp: 0 };

@UseGuards(InternalGuard)
@Controller('internal/echo')
class EchoController {
  @Get()
  @Header('x-seen', 'yes')
  read(@Caller() caller: InternalCaller, @Query() query: Record<string, string>) {
    return { caller, query, correlationId: currentCorrelation()?.correlationId };
  }

  @Post()
  write(@Caller() { tenantId }: InternalCaller, @Body() body: Record<string, unknown>) {
    return { tenantId, body };
  }

  @Get('text')
  @Header('content-type', 'text/plain')
  text(): string {
    return 'graph TD';
  }

  @Get('fail/:how')
  fail(@Param('how') how: string): never {
    throw FAULTS[how]?.() ?? new TypeError('no such fault');
  }

  /** An agent that is tried out: it waits to be given up unless it is told otherwise. */
  @Post('trial')
  trial(@Req() request: Request, @Res() response: Response, @Body() { how }: { how: string }): Promise<void> {
    if (how === 'refused') throw FAULTS['known']?.() ?? new TypeError('no such fault');
    return answerTrial(request, response, async (signal, progress) => {
      progress('Half');
      progress('Half a reply');
      if (how === 'fails') throw FAULTS['known']?.() ?? new TypeError('no such fault');
      if (how === 'answers') return { result: 'A reply' };
      return new Promise((_, reject) => {
        signal.addEventListener('abort', () => {
          trials.givenUp += 1;
          reject(new Error('given up'));
        });
      });
    });
  }

  @Get('never')
  never(): Promise<never> {
    return new Promise(() => undefined);
  }
}

/** A controller whose author forgot the guard. */
@Controller('internal/forgotten')
class ForgottenController {
  @Get()
  read() {
    return { secret: true };
  }
}

/** Health that a test can take away. */
@Injectable()
export class SwitchableHealth implements HealthContributor {
  readonly healthName = 'switch';
  alone = false;
  well = true;
  alive = true;

  degradesAlone(): boolean {
    return this.alone;
  }

  checkHealth(): Promise<void> {
    return this.well ? Promise.resolve() : Promise.reject(new RetryableError('SWITCHED_OFF', 'internal words'));
  }

  checkAlive(): void {
    if (!this.alive) throw new RetryableError('SWITCHED_DEAD', 'internal words');
  }
}

@Module({
  imports: [MessagingModule.forService('triage')],
  controllers: [OrdersController, EchoController, ForgottenController],
  providers: [SwitchableHealth],
})
class SampleModule {}

export const sampleService = defineService({
  name: 'triage',
  module: SampleModule,
  migrations: [...messagingMigrations('triage')],
});
