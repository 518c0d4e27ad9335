import type { PrivacyMask } from './privacy-mask';
import { RestoringStream } from './restoring-stream';

/** Shows an answer as it grows, identifiers put back. @returns a listener for the pieces of one try */
export function shownAnswer(mask: PrivacyMask, show: (soFar: string) => void): (piece: string) => void {
  const restoring = new RestoringStream(mask);
  let soFar = '';
  return (piece) => {
    soFar += restoring.push(piece);
    if (soFar !== '') show(soFar);
  };
}
