import { type ChainedEntry, GENESIS, chainEntry } from '../../apps/gateway/src/audit/audit-chain';
import { type AuditPage, checkChain } from './check-chain';

const chain = (length: number, action = 'policy.changed'): ChainedEntry[] => {
  const entries: ChainedEntry[] = [];
  while (entries.length < length) {
    const { sequence, hash } = entries.at(-1) ?? GENESIS;
    const entry = {
      actor: { kind: 'person', id: 'kim' },
      action,
      subject: 's',
      details: {},
      correlationId: 'c',
    } as const;
    const at = '2026-01-01T00:00:00.000Z';
    entries.push(chainEntry(entry, { tenantId: 't', sequence: sequence + 1, at, prevHash: hash }));
  }
  return entries;
};

/** Two entries a page. */
const pagesOf =
  (entries: readonly ChainedEntry[]) =>
  (cursor = '0'): Promise<AuditPage> => {
    const from = Number(cursor);
    const end = from + 2;
    return Promise.resolve({ items: entries.slice(from, end), nextCursor: end < entries.length ? String(end) : null });
  };

const headOf = (entries: readonly ChainedEntry[]) => {
  const { sequence, hash } = entries.at(-1) ?? GENESIS;
  return { sequence, hash };
};

describe('F97: whoever checks the audit log from outside', () => {
  it('follows a chain over all its pages', async () => {
    for (const length of [0, 1, 2, 5]) {
      const entries = chain(length);
      expect(await checkChain(pagesOf(entries))).toEqual({ holds: true, head: headOf(entries) });
    }
  });

  it('names the first entry that was changed, removed, exchanged or dated back', async () => {
    const entries = chain(5);
    const [first, second, third, ...rest] = entries;
    if (!first || !second || !third) throw new Error('too short');
    const at = '2025-01-01T00:00:00.000Z';
    for (const touched of [
      [first, { ...second, subject: 'x' }, third, ...rest],
      [first, third, ...rest],
      [first, third, second, ...rest],
      [first, { ...second, at }, third, ...rest],
    ]) {
      expect(await checkChain(pagesOf(touched))).toEqual({ holds: false, reason: 'broken', at: 2 });
    }
  });

  it('notices by the head it kept that the end was cut off, or all of it was written anew', async () => {
    const entries = chain(5);
    const known = headOf(entries);
    expect(await checkChain(pagesOf(entries.slice(0, 3)), known)).toEqual({
      holds: false,
      reason: 'not_the_same',
      at: 5,
    });
    const forged = chain(6, 'policy.read');
    expect(await checkChain(pagesOf(forged), known)).toEqual({ holds: false, reason: 'not_the_same', at: 5 });
    const grown = chain(6);
    expect(await checkChain(pagesOf(grown), known)).toEqual({ holds: true, head: headOf(grown) });
  });
});
