import type { Candidate } from './candidate-sentences';

export interface AnswerCitation {
  readonly passageId: string;
  readonly documentId: string;
  /** `body.slice(start, end)` of the cited document. */
  readonly quote: string;
  readonly start: number;
  readonly end: number;
  /** The reply sentence it supports: `reply.body.slice(sentenceStart, sentenceEnd)`. */
  readonly sentenceStart: number;
  readonly sentenceEnd: number;
}

export interface ComposedAnswer {
  readonly body: string;
  /** One per factual sentence, in order. */
  readonly citations: readonly AnswerCitation[];
  /** Parts of the body that state nothing: lead-ins that name an article. List numbers and line breaks are not listed. */
  readonly connectors: readonly { readonly start: number; readonly end: number }[];
}

/** Puts chosen sentences into a reply and keeps account of where each stands. */
export class ReplyWriter {
  private body = '';
  private readonly citations: AnswerCitation[] = [];
  private readonly connectors: { start: number; end: number }[] = [];

  connector(text: string): void {
    this.body += '\n\n';
    this.connectors.push({ start: this.body.length, end: this.body.length + text.length });
    this.body += text;
  }

  sentences(chosen: readonly Candidate[]): void {
    const steps = chosen.filter((candidate) => candidate.isStep).length >= 2;
    let number = 0;
    for (const candidate of chosen) {
      const numbered = steps && candidate.isStep;
      if (this.body !== '') this.body += numbered || this.body.endsWith(':') ? '\n' : ' ';
      if (numbered) this.body += `${(number += 1)}. `;
      this.cite(candidate);
    }
  }

  finish(): ComposedAnswer {
    return { body: this.body, citations: this.citations, connectors: this.connectors };
  }

  private cite(candidate: Candidate): void {
    const sentenceStart = this.body.length;
    this.body += candidate.text;
    this.citations.push({
      passageId: candidate.passage.id,
      documentId: candidate.passage.documentId,
      quote: candidate.text,
      start: candidate.start,
      end: candidate.end,
      sentenceStart,
      sentenceEnd: this.body.length,
    });
    if (!/[.!?:)"'\u201D]$/.test(candidate.text)) this.body += '.';
  }
}
