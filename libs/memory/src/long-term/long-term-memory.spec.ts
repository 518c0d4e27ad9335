import { RetryableError } from '@mesh/kernel';
import { passage } from '../../test/long-term-store.contract';
import { MemoryTruth } from '../../test/memory-truth';
import { LongTermMemory } from './long-term-memory';
import { MemoryLongTermStore } from './memory-long-term-store';

describe('long-term memory', () => {
  const make = () => {
    const truth = new MemoryTruth();
    const store = new MemoryLongTermStore();
    const memory = new LongTermMemory(store, truth);
    const find = async (text: string) => {
      const hits = await memory.search('acme', { text, audiences: ['public'], limit: 10 });
      return hits.map((hit) => hit.passage.documentId).sort();
    };
    return { truth, store, memory, find };
  };

  it('fills an empty index from the truth at the first question, page by page', async () => {
    const { truth, find } = make();
    for (const id of ['a', 'b', 'c', 'd', 'e']) truth.set(id, passage(id, 'bicycle'));
    expect(await find('bicycle')).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(truth.pages).toBe(3);
    await find('bicycle');
    expect(truth.pages).toBe(3);
  });

  it('follows what is added, changed and deleted', async () => {
    const { truth, find } = make();
    truth.set('a', passage('a', 'bicycle'));
    expect(await find('bicycle')).toEqual(['a']);
    truth.set('b', passage('b', 'bicycle'));
    truth.set('a', passage('a', 'scooter', { documentVersion: 2 }));
    expect(await find('bicycle')).toEqual(['b']);
    truth.set('b');
    expect(await find('bicycle')).toEqual([]);
  });

  it('never gives a passage that is not live any more, even if the index still has it', async () => {
    const { truth, store, find } = make();
    truth.set('a', passage('a', 'bicycle'));
    await find('bicycle');
    await store.upsert('acme', [passage('ghost', 'bicycle')]);
    expect(await find('bicycle')).toEqual(['a']);
  });

  it('catches up once when many ask at the same time', async () => {
    const { truth, find } = make();
    truth.set('a', passage('a', 'bicycle'));
    const answers = await Promise.all(Array.from({ length: 20 }, () => find('bicycle')));
    expect(answers.every((answer) => answer.length === 1)).toBe(true);
    expect(truth.pages).toBe(1);
  });

  it('builds the index anew from the truth', async () => {
    const { truth, store, memory, find } = make();
    for (const id of ['a', 'b', 'c']) truth.set(id, passage(id, 'bicycle'));
    await find('bicycle');
    await store.upsert('acme', [passage('ghost', 'bicycle')]);
    expect(await memory.rebuild('acme')).toMatchObject({ passages: 3, revision: 3 });
  });

  it('loses nothing that changes while the index is built anew', async () => {
    const { truth, memory, find } = make();
    for (let at = 0; at < 40; at += 1) truth.set(`d${at}`, passage(`d${at}`, 'scooter'));
    await find('scooter');
    const rebuilt = memory.rebuild('acme');
    const found: string[][] = [];
    for (let at = 0; at < 10; at += 1) {
      truth.set(`new${at}`, passage(`new${at}`, `bicycle${at}x`));
      found.push(await find(`bicycle${at}x`));
    }
    await rebuilt;
    for (let at = 0; at < 10; at += 1) expect(await find(`bicycle${at}x`)).toContain(`new${at}`);
    expect(found).toHaveLength(10);
  });

  it('says so when the truth is away, and works again when it is back', async () => {
    const { truth, find } = make();
    truth.set('a', passage('a', 'bicycle'));
    truth.fault = new RetryableError('DATABASE_UNAVAILABLE', 'away');
    await expect(find('bicycle')).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    truth.fault = undefined;
    expect(await find('bicycle')).toEqual(['a']);
  });
});
