import { Inject, Injectable } from '@nestjs/common';
import { ProblemException } from '@mesh/bootstrap';
import { ApiDatabase } from '@mesh/persistence';
import { z } from 'zod';
import { PassThrough } from '../http/pass-through';
import type { Principal } from '../identity';
import { type CitingQuote, readCitingQuotes } from './read-citing-quotes';

const LiveDocument = z.object({ liveVersion: z.number().int().nullable() });
const Body = z.object({ body: z.string() });

export interface AffectedAnswer extends CitingQuote {
  /** Whether the live version still says it, word for word. */
  readonly stands: boolean;
}

export interface AffectedAnswerPage {
  /** null: the document is gone. */
  readonly liveVersion: number | null;
  readonly items: readonly AffectedAnswer[];
  readonly nextCursor: string | null;
}

/** What was answered with a document, held against what it says now. */
@Injectable()
export class AffectedAnswers {
  constructor(
    @Inject(ApiDatabase) private readonly database: ApiDatabase,
    @Inject(PassThrough) private readonly passThrough: PassThrough,
  ) {}

  /** @throws ProblemException 404 when the document is not known and nothing cites it */
  async of(by: Principal, documentId: string, page: { cursor?: string | undefined; limit: number }) {
    const { tenantId } = by;
    const live = await this.liveDocument(by, documentId);
    const { quotes, nextCursor } = await this.database.inTenant(tenantId, (sql) =>
      readCitingQuotes({ tenantId, sql }, documentId, page),
    );
    if (live instanceof ProblemException && quotes.length === 0) throw live;
    const { version, body } = live instanceof ProblemException ? NOTHING : live;
    const items = quotes.map((quote) => ({ ...quote, stands: body !== undefined && body.includes(quote.quote) }));
    return { liveVersion: version, items, nextCursor } satisfies AffectedAnswerPage;
  }

  private async liveDocument(by: Principal, documentId: string) {
    const path = `/internal/knowledge/documents/${encodeURIComponent(documentId)}`;
    try {
      const { body: newest } = await this.passThrough.ask(by, 'research', { method: 'GET', path });
      const version = LiveDocument.parse(newest).liveVersion;
      if (version === null) return NOTHING;
      const { body } = await this.passThrough.ask(by, 'research', { method: 'GET', path, query: { version } });
      return { version, body: Body.parse(body).body };
    } catch (error) {
      if (error instanceof ProblemException && error.getStatus() === 404) return error;
      throw error;
    }
  }
}

const NOTHING = { version: null, body: undefined };
