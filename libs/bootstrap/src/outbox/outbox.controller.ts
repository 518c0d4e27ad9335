import { Body, Controller, HttpCode, Inject, Post, UseGuards } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { ApiExcludeController } from '@nestjs/swagger';
import { reasonOf } from '@mesh/kernel';
import { Reconciler } from '@mesh/messaging';
import { Logger } from '@mesh/observability';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { InternalGuard } from '../internal/internal.guard';

class Resend extends createZodDto(z.strictObject({ since: z.iso.datetime({ offset: true }) })) {}

/** What this service has published; the same routes in every service. */
@ApiExcludeController()
@UseGuards(InternalGuard)
@Controller('internal/outbox')
export class OutboxController {
  constructor(
    @Inject(ModuleRef) private readonly modules: ModuleRef,
    @Inject(Logger) private readonly logger: Logger,
  ) {}

  /** Begins to publish again what was published since; it goes on behind the answer, at the pace of the readers. */
  @Post('resend')
  @HttpCode(202)
  resend(@Body() { since }: Resend) {
    const reconciler = this.modules.get(Reconciler, { strict: false });
    reconciler.resendSince(Date.parse(since)).catch((error: unknown) => {
      this.logger.error('outbox_resend_broken_off', { since, reason: reasonOf(error) });
    });
    return { since, status: 'started' };
  }
}
