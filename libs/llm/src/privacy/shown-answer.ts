import type { PrivacyMask } from './privacy-mask';
import { RestoringStream } from './restoring-stream';

/** An answer is shown again when it has grown by this share of its length. */
const GROWTH = 0.02;

/**
 * Shows an answer as it grows, identifiers put back, so seldom that even who reads the whole of it each time has work in
 * proportion to its length. @returns a listener for the pieces of one try
 */
export function shownAnswer(mask: PrivacyMask, show: (soFar: string) => void): (piece: string) => void {
  const restoring = new RestoringStream(mask);
  let soFar = '';
  let shown = 0;
  return (piece) => {
    soFar += restoring.push(piece);
    if (soFar.length <= shown * (1 + GROWTH)) return;
    shown = soFar.length;
    show(soFar);
  };
}
