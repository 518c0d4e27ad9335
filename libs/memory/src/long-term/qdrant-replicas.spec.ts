import { passage } from '../../test/long-term-store.contract';
import { type WithQdrant, withQdrant } from '../../test/with-qdrant';

describe('several replicas on one index', () => {
  let mesh: WithQdrant;
  beforeEach(async () => (mesh = await withQdrant(3_000)));
  afterEach(() => mesh.qdrant.stop());

  /** Stops the first request that fits until `release`, so that another process can come in between. */
  const hold = (method: string, ending: string) => {
    let release = (): void => undefined;
    let reached = (): void => undefined;
    const held = new Promise<void>((resolve) => (reached = resolve));
    const gate = new Promise<void>((resolve) => (release = resolve));
    let first = true;
    mesh.qdrant.beforeEach((asked) => {
      if (!first || asked.method !== method || !asked.path.endsWith(ending)) return undefined;
      first = false;
      reached();
      return gate;
    });
    return { held, release };
  };

  it('all find everything, whoever filled it', async () => {
    mesh.know('bicycle', 'a', 'b', 'c', 'd', 'e');
    const replicas = [mesh.memory, mesh.replica(), mesh.replica()];
    const answers = await Promise.all(replicas.map((memory) => mesh.find('bicycle', memory)));
    expect(answers).toEqual(Array(3).fill(['a', 'b', 'c', 'd', 'e']));
    expect(await mesh.store.state('acme')).toMatchObject({ passages: 5, revision: 5 });
  });

  it.each([
    ['removing', 'POST', '/points/count'],
    ['writing', 'PUT', '/points'],
    ['noting how far it came', 'POST', '/points/payload'],
  ])('one that is late at %s spoils nothing of what another has written since', async (_what, method, ending) => {
    mesh.truth.set('a', passage('a', 'bicycle'));
    await mesh.memory.catchUp('acme');
    mesh.truth.set('a', passage('a', 'scooter', { documentVersion: 2 }));
    const { held, release } = hold(method, ending);
    const late = mesh.memory.catchUp('acme');
    await held;
    mesh.truth.set('a', passage('a', 'tandem', { documentVersion: 3 }));
    const other = mesh.replica();
    expect(await mesh.find('tandem', other)).toEqual(['a']);
    release();
    await late;
    expect(await mesh.find('tandem')).toEqual(['a']);
    expect(await mesh.find('tandem', other)).toEqual(['a']);
    expect(await mesh.find('scooter')).toEqual([]);
    expect(await mesh.store.state('acme')).toMatchObject({ revision: 3 });
  });

  it('one that is late does not remove what came back after a deletion', async () => {
    mesh.truth.set('a', passage('a', 'bicycle'));
    await mesh.memory.catchUp('acme');
    mesh.truth.set('a');
    const { held, release } = hold('POST', '/points/delete');
    const late = mesh.memory.catchUp('acme');
    await held;
    mesh.truth.set('a', passage('a', 'bicycle', { documentVersion: 2 }));
    const other = mesh.replica();
    await other.catchUp('acme');
    release();
    await late;
    expect(await mesh.find('bicycle', other)).toEqual(['a']);
  });

  it('one that was catching up when another built the index anew leaves no gap behind', async () => {
    mesh.know('bicycle', 'a');
    await mesh.memory.catchUp('acme');
    mesh.know('scooter', 'b');
    const { held, release } = hold('POST', '/points/payload');
    const late = mesh.memory.catchUp('acme');
    late.catch(() => undefined);
    await held;
    const other = mesh.replica();
    await other.rebuild('acme');
    mesh.know('tandem', 'c');
    release();
    await expect(late).rejects.toMatchObject({ details: { reason: 'rebuilt_meanwhile' } });
    expect(await mesh.find('bicycle scooter tandem')).toEqual(['a', 'b', 'c']);
    expect(await mesh.find('bicycle scooter tandem', other)).toEqual(['a', 'b', 'c']);
  });

  it('what was written for a later state of the truth is not replaced by an earlier one', async () => {
    await mesh.store.upsert('acme', [passage('a', 'tandem')], 9);
    await mesh.store.upsert('acme', [passage('a', 'bicycle')], 7);
    expect(await mesh.store.passagesOf('acme', 'a', 1)).toMatchObject([{ text: 'tandem' }]);
    expect(await mesh.store.removeDocuments('acme', ['a'], 9)).toBe(0);
    expect(await mesh.store.removeDocuments('acme', ['a'], 10)).toBe(1);
  });

  it('changes of the old index do not count for one that was built anew, even at the same revision', async () => {
    mesh.know('bicycle', 'a');
    await mesh.memory.catchUp('acme');
    const base = await mesh.store.state('acme');
    await mesh.replica().rebuild('acme');
    await expect(mesh.store.advance('acme', 2, base)).rejects.toMatchObject({
      details: { reason: 'rebuilt_meanwhile' },
    });
    expect(await mesh.store.state('acme')).toMatchObject({ revision: base.revision });
  });

  it('a hit counts only while its passage is live, whichever process removed it', async () => {
    mesh.know('bicycle', 'a', 'b');
    const other = mesh.replica();
    await mesh.find('bicycle', other);
    await mesh.store.upsert('acme', [passage('ghost', 'bicycle')]);
    mesh.truth.set('b');
    expect(await mesh.find('bicycle', other)).toEqual(['a']);
    expect(await mesh.find('bicycle')).toEqual(['a']);
  });

  it('each knows how rare words are after another has written', async () => {
    mesh.know('bicycle', 'a');
    await mesh.find('bicycle');
    expect((await mesh.store.statistics('acme')).documentFrequency('bicycl')).toBe(1);
    mesh.know('bicycle', 'b', 'c');
    await mesh.replica().catchUp('acme');
    await mesh.find('bicycle');
    expect(await mesh.store.statistics('acme')).toMatchObject({ size: 3 });
    expect((await mesh.store.statistics('acme')).documentFrequency('bicycl')).toBe(3);
  });
});
