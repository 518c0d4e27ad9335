import { Body, Controller, HttpCode, Inject, Post, UseGuards } from '@nestjs/common';
import { Caller, type InternalCaller, InternalGuard } from '@mesh/bootstrap';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { visibleAudiences } from '../documents/visible-audiences';
import { KnowledgeSearch } from './knowledge-search';
import { type SearchItem, asItem, bestOfEach } from './search-item';

export class SearchInput extends createZodDto(
  z.strictObject({
    query: z.string().trim().min(1).max(4_000),
    limit: z.number().int().min(1).max(50).default(10),
  }),
) {}

@Controller('internal/knowledge/search')
@UseGuards(InternalGuard)
export class SearchKnowledgeController {
  constructor(@Inject(KnowledgeSearch) private readonly knowledge: KnowledgeSearch) {}

  @Post()
  @HttpCode(200)
  async search(@Body() input: SearchInput, @Caller() caller: InternalCaller): Promise<{ items: SearchItem[] }> {
    const ranked = await this.knowledge.find({
      tenantId: caller.tenantId,
      text: input.query,
      audiences: visibleAudiences(caller),
    });
    return { items: bestOfEach(ranked).slice(0, input.limit).map(asItem) };
  }
}
