import type { DocumentHead, VersionStatus } from './document';
import { decideDelete, decideSave } from './next-version.decision';

const head = (newestVersion: number, liveVersion: number | null): DocumentHead => ({
  documentId: 'd',
  kind: 'knowledge',
  newestVersion,
  liveVersion,
  settledVersion: liveVersion ?? 0,
});
const newest = (version: number, status: VersionStatus) => ({ version, status, contentHash: 'same' });

describe('saving a document', () => {
  it('is a first version that nobody has to wait for', () => {
    expect(decideSave(undefined, undefined, 'x')).toEqual({ kind: 'new_version', version: 1, waits: false });
  });

  it('changes nothing when the newest version says the same', () => {
    expect(decideSave(head(2, 2), newest(2, 'live'), 'same')).toMatchObject({ kind: 'unchanged', ask: false });
    expect(decideSave(head(2, 1), newest(2, 'indexing'), 'same')).toMatchObject({ kind: 'unchanged', ask: true });
  });

  it('waits when an older version is live', () => {
    expect(decideSave(head(2, 2), newest(2, 'live'), 'x')).toEqual({ kind: 'new_version', version: 3, waits: true });
  });

  it('is a new version after a deletion, even with the old text', () => {
    const save = (live: number | null, status: VersionStatus) => decideSave(head(2, live), newest(2, status), 'same');
    expect(save(null, 'deleted')).toEqual({ kind: 'new_version', version: 3, waits: false });
    expect(save(1, 'deleting')).toEqual({ kind: 'new_version', version: 3, waits: true });
  });
});

describe('deleting a document', () => {
  it('is a new version of nothing', () => {
    expect(decideDelete(head(2, 2), newest(2, 'live'))).toEqual({ kind: 'new_version', version: 3, waits: true });
    expect(decideDelete(head(2, 1), newest(2, 'indexing'))).toEqual({ kind: 'new_version', version: 3, waits: true });
  });

  it('goes on when it is under way, and finds nothing when it is done', () => {
    expect(decideDelete(head(2, 1), newest(2, 'deleting'))).toEqual({ kind: 'under_way', version: 2 });
    expect(decideDelete(head(2, null), newest(2, 'deleted'))).toEqual({ kind: 'not_found' });
    expect(decideDelete(undefined, undefined)).toEqual({ kind: 'not_found' });
  });
});
