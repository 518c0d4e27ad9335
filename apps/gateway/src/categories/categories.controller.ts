import { Body, Controller, Get, Inject, Post, Put, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { CategoryDefinition } from '@mesh/contracts';
import type { Response } from 'express';
import { PassThrough } from '../http/pass-through';
import { CurrentPrincipal, type Principal, May } from '../identity';
import { CategoryList, Training, TrainingView } from './categories.requests';
import { CategoryStore } from './category-store';

const TRAINING_TIMEOUT_MS = 240_000;

/** What a tenant's tickets can be about. */
@ApiTags('Categories')
@ApiBearerAuth()
@Controller('v1/categories')
export class CategoriesController {
  constructor(
    @Inject(CategoryStore) private readonly categories: CategoryStore,
    @Inject(PassThrough) private readonly passThrough: PassThrough,
  ) {}

  @Get()
  @May('readCategories')
  @ApiOkResponse({ type: CategoryList.Output })
  async read(@CurrentPrincipal() { tenantId }: Principal) {
    return { items: await this.categories.list(tenantId) };
  }

  @Put()
  @May('writeCategories')
  @ApiOkResponse({ type: CategoryList.Output })
  async write(@CurrentPrincipal() principal: Principal, @Body() { items }: CategoryList) {
    return { items: await this.categories.replace(principal, items) };
  }

  /** Lets triage learn from the given rows, or from the descriptions and examples of the list. */
  @Post('training')
  @May('writeCategories')
  @ApiCreatedResponse({ type: TrainingView })
  async train(
    @CurrentPrincipal() principal: Principal,
    @Res({ passthrough: true }) response: Response,
    @Body() { rows }: Training,
  ): Promise<unknown> {
    return this.passThrough.answer(response, principal, 'triage', {
      method: 'POST',
      path: '/internal/categories/training',
      body: { rows: rows ?? trainingRows(await this.categories.list(principal.tenantId)) },
      timeoutMs: TRAINING_TIMEOUT_MS,
    });
  }
}

const trainingRows = (categories: readonly CategoryDefinition[]) =>
  categories
    .filter(({ examples }) => examples.length > 0)
    .flatMap(({ name, description, examples }) => [description, ...examples].map((text) => ({ text, label: name })))
    .filter(({ text }) => text.trim() !== '');
