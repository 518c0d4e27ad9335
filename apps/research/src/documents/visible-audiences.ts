import type { InternalCaller } from '@mesh/bootstrap';
import type { PassageAudience } from '@mesh/memory';

/** Who submits tickets sees what customers may see; the team sees everything. */
export const visibleAudiences = ({ role }: InternalCaller): readonly PassageAudience[] =>
  role === 'submitter' ? ['public'] : ['public', 'internal'];
