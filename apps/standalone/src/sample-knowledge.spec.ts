import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InternalApi, type InternalRequest, type InternalResponse } from '@mesh/bootstrap';
import type { ServiceName } from '@mesh/contracts';
import { loadSampleKnowledge, sampleArticles } from './sample-knowledge';

/** Research that needs one look before an article is live. */
class RecordingResearch extends InternalApi {
  readonly stored = new Map<string, unknown>();
  private readonly looks = new Map<string, number>();

  call(_: ServiceName, { method, path, body }: InternalRequest): Promise<InternalResponse> {
    const id = path.split('/').at(-1) ?? '';
    if (method === 'PUT') this.stored.set(id, body);
    const looks = (this.looks.get(id) ?? 0) + 1;
    this.looks.set(id, looks);
    const status = looks > 2 ? 'live' : 'indexing';
    return Promise.resolve({ status: 200, body: { id, status }, contentType: 'application/json' });
  }

  stream(): Promise<never> {
    return Promise.reject(new Error('articles come in one piece'));
  }
}

describe('the sample knowledge', () => {
  it('has a title and a text in every article', () => {
    const articles = sampleArticles();
    expect(articles.length).toBeGreaterThanOrEqual(8);
    for (const { title, body } of articles) {
      expect(title).toMatch(/^[A-Z]/);
      expect(body.length).toBeGreaterThan(200);
    }
  });

  it('is loaded once, so that what an admin deletes stays deleted', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'mesh-sample-'));
    const research = new RecordingResearch();
    expect(await loadSampleKnowledge(research, dataDir)).toBe(sampleArticles().length);
    expect([...research.stored.keys()]).toContain('shipping');
    const later = new RecordingResearch();
    expect(await loadSampleKnowledge(later, dataDir)).toBe(0);
    expect(later.stored.size).toBe(0);
  });
});
