import { contentHashOf } from '@mesh/kernel';
import { draft } from '../../test/samples';
import { citedBy } from './cited-by';
import { editDraft } from './edit-draft';

describe('a draft that a person rewrites', () => {
  it('keeps its citations as provenance, found again where the sentence stayed', () => {
    const edited = editDraft(draft(), `Hello! ${draft().body}`);
    const [citation] = edited.citations;
    expect(edited.body.slice(citation?.sentenceStart, citation?.sentenceEnd)).toBe('Open Billing and choose Export.');
  });

  it('lets a citation support the whole when its sentence is gone', () => {
    expect(editDraft(draft(), 'Something else.').citations).toMatchObject([
      { documentId: 'doc-1', sentenceStart: 0, sentenceEnd: 0 },
    ]);
  });
});

describe('what an approval is bound to', () => {
  const hash = contentHashOf(draft(), 3);
  const [citation] = draft().citations;
  const newer = citation ? [{ ...citation, documentVersion: 2 }] : [];

  it.each([
    ['another text', contentHashOf(draft({ body: 'Other.' }), 3)],
    ['a newer version of what is cited', contentHashOf(draft({ citations: newer }), 3)],
    ['another policy', contentHashOf(draft(), 4)],
  ])('%s makes another hash', (_what, other) => expect(other).not.toBe(hash));

  it('names each cited document once', () => {
    const { citations } = draft();
    expect(citedBy(draft({ citations: [...citations, ...citations, ...newer] }))).toEqual([
      { documentId: 'doc-1', documentVersion: 1 },
      { documentId: 'doc-1', documentVersion: 2 },
    ]);
  });
});
