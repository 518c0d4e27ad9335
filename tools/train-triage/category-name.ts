import { OUT_OF_SCOPE } from '@mesh/text';

/** What the sets call a message that belongs to no label. */
const NO_LABEL = 'oos';

/** The name of a category for a label of a set: in small letters, without marks. */
export function categoryOf(label: string): string {
  if (label === NO_LABEL) return OUT_OF_SCOPE;
  const name = label
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  return (/^[a-z]/.test(name) ? name : `c_${name}`).slice(0, 48);
}
