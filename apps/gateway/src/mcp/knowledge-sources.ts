import { Inject, Injectable } from '@nestjs/common';
import { ProblemException } from '@mesh/bootstrap';
import { TerminalError } from '@mesh/kernel';
import { type KnowledgeDocument, type KnowledgeHit, KnowledgeSource } from '@mesh/mcp';
import { z } from 'zod';
import { type PassedRequest, PassThrough } from '../http/pass-through';
import type { Principal } from '../identity';

const Hits = z.object({
  items: z.array(
    z.object({
      documentId: z.string(),
      documentVersion: z.number(),
      title: z.string(),
      url: z.string().optional(),
      quote: z.string(),
      score: z.number(),
    }),
  ),
});
const Document = z.object({
  id: z.string(),
  version: z.number(),
  liveVersion: z.number().nullable(),
  title: z.string(),
  url: z.string().nullable(),
  tags: z.array(z.string()),
  body: z.string(),
  quarantined: z.array(z.object({ start: z.number(), end: z.number() })),
});
type Document = z.output<typeof Document>;

/** Knowledge as a caller may see it; research answers, by the caller's role. */
@Injectable()
export class KnowledgeSources {
  constructor(@Inject(PassThrough) private readonly passThrough: PassThrough) {}

  of(principal: Principal): KnowledgeSource {
    return new PassedKnowledge((request) => this.passThrough.ask(principal, 'research', request));
  }
}

class PassedKnowledge extends KnowledgeSource {
  constructor(private readonly ask: (request: PassedRequest) => Promise<{ readonly body: unknown }>) {
    super();
  }

  async search(query: string, limit: number): Promise<readonly KnowledgeHit[]> {
    const answer = await this.get({ method: 'POST', path: '/internal/knowledge/search', body: { query, limit } });
    return Hits.parse(answer).items;
  }

  async document(documentId: string): Promise<KnowledgeDocument> {
    const newest = await this.version(documentId);
    const { liveVersion } = newest;
    if (liveVersion === null) throw notFound();
    const live = liveVersion === newest.version ? newest : await this.version(documentId, liveVersion);
    const { id, version, title, url, tags } = live;
    const body = withoutQuarantined(live);
    if (body.trim() === '') throw notFound();
    return { documentId: id, documentVersion: version, title, ...(url === null ? {} : { url }), tags, body };
  }

  async related(documentId: string, limit: number): Promise<readonly KnowledgeHit[]> {
    const path = `${pathOf(documentId)}/related`;
    return Hits.parse(await this.get({ method: 'GET', path, query: { limit } })).items;
  }

  private async version(documentId: string, version?: number): Promise<Document> {
    return Document.parse(await this.get({ method: 'GET', path: pathOf(documentId), query: { version } }));
  }

  private async get(request: PassedRequest): Promise<unknown> {
    try {
      return (await this.ask(request)).body;
    } catch (error) {
      if (error instanceof ProblemException && error.getStatus() === 404) throw notFound();
      throw error;
    }
  }
}

/** What is held back is for people to look at, not for machines. */
const withoutQuarantined = ({ body, quarantined }: Document): string =>
  [...quarantined]
    .sort((left, right) => right.start - left.start)
    .reduce((rest, { start, end }) => rest.slice(0, start) + '\n' + rest.slice(end), body);

const pathOf = (documentId: string): string => `/internal/knowledge/documents/${encodeURIComponent(documentId)}`;

const notFound = (): TerminalError => new TerminalError('DOCUMENT_NOT_FOUND', 'there is no such document');
