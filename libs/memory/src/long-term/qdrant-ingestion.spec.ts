import { passage } from '../../test/long-term-store.contract';
import { type WithQdrant, withQdrant } from '../../test/with-qdrant';

describe('F47: when knowledge is brought in again', () => {
  let mesh: WithQdrant;
  beforeEach(async () => (mesh = await withQdrant(3_000)));
  afterEach(() => mesh.qdrant.stop());

  const points = () => mesh.qdrant.collections().map((name) => mesh.qdrant.pointsIn(name));
  const ids = Array.from({ length: 30 }, (_, at) => `d${at}`);

  it('three times the same gives the same points', async () => {
    const counts: number[][] = [];
    for (let round = 0; round < 3; round += 1) {
      mesh.know('bicycle', ...ids);
      await mesh.memory.catchUp('acme');
      counts.push(points());
    }
    await mesh.memory.rebuild('acme');
    expect([...counts, points()]).toEqual(Array(4).fill([31]));
    expect(await mesh.store.state('acme')).toMatchObject({ passages: 30, revision: 90 });
  });

  it('a crash in the middle leaves an index that says how far it came, and another process goes on', async () => {
    mesh.know('bicycle', ...ids);
    let upserts = 0;
    mesh.qdrant.beforeEach(({ method, path }) => {
      if (method === 'PUT' && path.endsWith('/points') && (upserts += 1) > 6) throw new Error('crashed');
    });
    await expect(mesh.memory.catchUp('acme')).rejects.toMatchObject({ code: 'LONG_TERM_UNAVAILABLE' });
    const { behind } = await mesh.memory.freshness('acme');
    expect(behind).toBeGreaterThan(0);
    expect(behind).toBeLessThan(30);
    mesh.qdrant.beforeEach();
    expect(await mesh.find('bicycle', mesh.replica())).toHaveLength(10);
    expect(points()).toEqual([31]);
    expect(await mesh.memory.freshness('acme')).toMatchObject({ behind: 0 });
  });

  it('a crash while the index is built anew leaves the old one, and the next time nothing is left over', async () => {
    mesh.know('bicycle', 'a', 'b', 'c');
    await mesh.memory.catchUp('acme');
    mesh.qdrant.beforeEach(({ path }) => {
      if (path.endsWith('/aliases')) throw new Error('crashed');
    });
    await expect(mesh.memory.rebuild('acme')).rejects.toMatchObject({ code: 'LONG_TERM_UNAVAILABLE' });
    mesh.qdrant.beforeEach();
    expect(await mesh.find('bicycle')).toEqual(['a', 'b', 'c']);
    await mesh.memory.rebuild('acme');
    expect(points()).toEqual([4]);
  });

  it('an old snapshot is known to be old, and is brought up to date before it answers', async () => {
    mesh.know('bicycle', 'a', 'gone');
    await mesh.memory.catchUp('acme');
    const old = mesh.qdrant.snapshot();
    mesh.know('scooter', 'b');
    mesh.truth.set('gone');
    mesh.truth.set('a', passage('a', 'tandem', { documentVersion: 2 }));
    await mesh.memory.catchUp('acme');
    mesh.qdrant.restore(old);
    expect(await mesh.memory.freshness('acme')).toEqual({ revision: 2, newest: 5, behind: 3 });
    expect(await mesh.find('bicycle')).toEqual([]);
    expect(await mesh.find('tandem scooter')).toEqual(['a', 'b']);
    expect(await mesh.memory.freshness('acme')).toMatchObject({ behind: 0 });
  });
});
