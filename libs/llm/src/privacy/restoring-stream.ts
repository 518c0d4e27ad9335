import type { PrivacyMask } from './privacy-mask';

/** The beginning of a placeholder whose end has not come yet. */
const OPEN = /\[[A-Z]{0,5}(?:_[A-Z]{0,4})?$/;

/** Puts identifiers back into a text that comes in pieces, also where a placeholder is cut by a piece's end. */
export class RestoringStream {
  private held = '';

  constructor(private readonly mask: PrivacyMask) {}

  push(piece: string): string {
    const text = this.held + piece;
    const at = OPEN.exec(text)?.index ?? text.length;
    this.held = text.slice(at);
    return this.mask.restoreText(text.slice(0, at));
  }
}
