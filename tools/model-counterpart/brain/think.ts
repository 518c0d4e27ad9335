import type { AskedQuestion } from '../asked-question';
import { classify } from './classify';
import { draft } from './draft';
import { findEvidence } from './find-evidence';
import { handOver } from './hand-over';
import { review } from './review';

/** Answers a question of the mesh from its data alone: dull, but honest, and the same every time. */
export function think(question: AskedQuestion, gullible: boolean): unknown {
  switch (question.task) {
    case 'classify_ticket':
      return classify(question.data, gullible);
    case 'find_evidence':
      return findEvidence(question.data, gullible);
    case 'draft_reply':
      return draft(question.data, gullible);
    case 'review_draft':
      return review(question.data, gullible);
    case 'write_handover':
      return handOver(question.data, gullible);
    default:
      return { answer: 'I have nothing to say to this.' };
  }
}
