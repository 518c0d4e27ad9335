import { Controller, Get, HttpCode, Inject, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { ApiExcludeController } from '@nestjs/swagger';
import { DeadLetters } from '@mesh/messaging';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { Caller } from '../internal/caller.decorator';
import type { InternalCaller } from '../internal/internal-caller';
import { InternalGuard } from '../internal/internal.guard';
import { ProblemException } from '../problems/problem-exception';

class DeadLetterQuery extends createZodDto(
  z.strictObject({
    limit: z.coerce.number().int().min(1).max(200).default(50),
    after: z
      .string()
      .regex(/^\d{1,18}$/)
      .optional(),
  }),
) {}

class DeadLetterId extends createZodDto(z.object({ id: z.uuid() })) {}

/** What this service has put aside, of the caller's tenant; the same routes in every service. */
@ApiExcludeController()
@UseGuards(InternalGuard)
@Controller('internal/dead-letters')
export class DeadLettersController {
  constructor(@Inject(ModuleRef) private readonly modules: ModuleRef) {}

  @Get()
  async list(@Caller() { tenantId }: InternalCaller, @Query() query: DeadLetterQuery) {
    const { items, next } = await this.letters.list({ tenantId, ...query });
    return { items, next: next ?? null };
  }

  @Post(':id/redrive')
  @HttpCode(200)
  async redrive(@Caller() { tenantId }: InternalCaller, @Param() { id }: DeadLetterId) {
    if (!(await this.letters.redrive({ tenantId, id }))) {
      throw new ProblemException(
        404,
        'DEAD_LETTER_NOT_FOUND',
        'There is no such dead letter, or it is not dead any more.',
      );
    }
    return { id, status: 'open' };
  }

  private get letters(): DeadLetters {
    return this.modules.get(DeadLetters, { strict: false });
  }
}
