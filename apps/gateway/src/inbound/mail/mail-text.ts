import { convert } from 'html-to-text';
import type { IncomingMail } from './mail';
import { withoutHistory } from './without-history';

/** What a person wrote, as text. Only an answer can quote what it answers, so a first mail is never shortened. */
export function mailTextOf(mail: Pick<IncomingMail, 'text' | 'html'>, isAnswer: boolean): string {
  const text = (mail.text?.trim() ? mail.text : textOfHtml(mail.html ?? '')).replace(/\r\n?/g, '\n').trim();
  return isAnswer ? withoutHistory(text) : text;
}

/** Quotations keep their marks; pictures, styles and scripts are no text. */
const textOfHtml = (html: string): string =>
  convert(html, {
    wordwrap: false,
    limits: { maxDepth: 100, ellipsis: '' },
    selectors: [
      { selector: 'img', format: 'skip' },
      { selector: 'a', options: { hideLinkHrefIfSameAsText: true, linkBrackets: ['(', ')'] } },
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
      { selector: 'table', format: 'block' },
    ],
  });
