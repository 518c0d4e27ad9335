import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { InternalApi, type InternalCaller } from '@mesh/bootstrap';
import { newId } from '@mesh/kernel';
import { projectRoot } from './project-root';

const DOCUMENTS = '/internal/knowledge/documents';
const LIVE_WITHIN_MS = 15_000;

export interface SampleArticle {
  readonly id: string;
  readonly title: string;
  readonly body: string;
}

/** The articles that come with the project: a title line, then the text. */
export function sampleArticles(folder = join(projectRoot(), 'apps/standalone/sample-knowledge')): SampleArticle[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.md'));
  return files.sort().map((file) => {
    const [first = '', ...rest] = readFileSync(join(folder, file), 'utf8').split('\n');
    return { id: basename(file, '.md'), title: first.replace(/^#\s*/, ''), body: rest.join('\n').trim() };
  });
}

/**
 * Gives a new data folder something to answer from, once: what an admin deletes later stays deleted. Resolves when the
 * articles are live, with their number, or 0 when there was nothing to do.
 */
export async function loadSampleKnowledge(api: InternalApi, dataDir: string): Promise<number> {
  const marker = join(dataDir, 'sample-knowledge.loaded');
  if (existsSync(marker)) return 0;
  const articles = sampleArticles();
  const caller = { tenantId: 'default', role: 'admin', actorId: 'system:standalone', correlationId: newId() } as const;
  for (const { id, ...body } of articles) {
    await api.call('research', { method: 'PUT', path: `${DOCUMENTS}/${id}`, body, caller });
  }
  await Promise.all(articles.map(({ id }) => untilLive(api, id, caller)));
  writeFileSync(marker, `${new Date().toISOString()}\n`);
  return articles.length;
}

/** A slow index is no reason not to start: the article then becomes live a little later. */
async function untilLive(api: InternalApi, id: string, caller: InternalCaller): Promise<void> {
  const deadline = Date.now() + LIVE_WITHIN_MS;
  while (Date.now() < deadline) {
    const { body } = await api.call('research', { method: 'GET', path: `${DOCUMENTS}/${id}`, caller });
    if (typeof body === 'object' && body !== null && 'status' in body && body.status === 'live') return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
