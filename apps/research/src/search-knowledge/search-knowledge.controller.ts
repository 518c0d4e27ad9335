import { Body, Controller, HttpCode, Inject, Post, UseGuards } from '@nestjs/common';
import { Caller, type InternalCaller, InternalGuard } from '@mesh/bootstrap';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { visibleAudiences } from '../documents/visible-audiences';
import { KnowledgeSearch } from './knowledge-search';
import type { RankedPassage } from './ranked-passage';

export class SearchInput extends createZodDto(
  z.strictObject({
    query: z.string().trim().min(1).max(4_000),
    limit: z.number().int().min(1).max(50).default(10),
  }),
) {}

export interface SearchItem {
  readonly documentId: string;
  readonly documentVersion: number;
  readonly title: string;
  readonly url?: string;
  readonly quote: string;
  /** Only compared within one answer. */
  readonly score: number;
}

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
      kinds: ['knowledge'],
    });
    return { items: bestOfEach(ranked).slice(0, input.limit).map(asItem) };
  }
}

/** One passage per document, the best. */
function bestOfEach(ranked: readonly RankedPassage[]): RankedPassage[] {
  const best = new Map<string, RankedPassage>();
  for (const one of ranked) if (!best.has(one.passage.documentId)) best.set(one.passage.documentId, one);
  return [...best.values()];
}

const asItem = ({ passage, score }: RankedPassage): SearchItem => ({
  documentId: passage.documentId,
  documentVersion: passage.documentVersion,
  title: passage.title,
  ...(passage.url === undefined ? {} : { url: passage.url }),
  quote: passage.text,
  score: Math.round(score * 1000) / 1000,
});
