import type { Policy } from '@mesh/contracts';
import { type MeshClient, dataOf } from '@mesh/client';
import { type Target, openTarget } from '../running-mesh/target';
import { mapParallel } from '../running-mesh/tickets';
import type { Configuration } from './read-source';

/** What is put to the test, in the place of what the source has. */
export interface Change extends Partial<Configuration> {
  /** Labelled examples for triage. */
  readonly examples?: readonly { text: string; label: string }[];
  /** Variables of the candidate. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Only what a process needs to run. */
const KEPT = /^(PATH|HOME|USER|LOGNAME|SHELL|TMPDIR|TEMP|TMP|LANG|LC_.*|TZ|NODE_.*|LD_.*|SystemRoot)$/i;

/**
 * A fresh mesh with the configuration of the source and the change. It has its own database, and of the environment
 * only what is named: nobody is notified, no model is asked that was not asked for.
 */
export async function openCandidate(source: Configuration, change: Change): Promise<Target> {
  const inherited = Object.keys(process.env).filter((name) => !KEPT.test(name));
  const nothing = Object.fromEntries(inherited.map((name) => [name, '']));
  const own = { LOG_LEVEL: 'warn', SAMPLE_KNOWLEDGE_ENABLED: 'false' };
  const target = await openTarget(undefined, { ...nothing, ...own, ...change.environment });
  try {
    await configure(target.client, { ...source, ...change }, change.examples);
    return target;
  } catch (error) {
    await target.close();
    throw error;
  }
}

async function configure(client: MeshClient, wanted: Configuration, examples: Change['examples']): Promise<void> {
  const { version: _, ...policy } = withoutChance(wanted.policy);
  await client.api.PUT('/v1/policies', { body: policy });
  await mapParallel(wanted.documents, 4, ({ id, ...document }) => client.putDocument(id, document));
  const shipped = await dataOf(client.api.GET('/v1/categories'));
  const isOwn = JSON.stringify(shipped) !== JSON.stringify({ items: wanted.categories });
  if (isOwn) await client.api.PUT('/v1/categories', { body: { items: wanted.categories } });
  const hasExamples = wanted.categories.some((category) => category.examples.length > 0);
  if (examples) await client.api.POST('/v1/categories/training', { body: { rows: [...examples] } });
  else if (isOwn && hasExamples) await client.api.POST('/v1/categories/training', { body: {} });
}

/** Spot checks fall on other tickets in another mesh, and a candidate has nobody to learn from. */
const withoutChance = (policy: Policy): Policy => ({
  ...policy,
  categories: Object.fromEntries(
    Object.entries(policy.categories).map(([name, { earned: _, earns: __, ...rule }]) => [name, rule]),
  ),
});
