interface Phrases {
  /** Ends the sentence "It comes to you because ...". */
  readonly why: string;
  readonly next: string;
}

const PHRASES: Readonly<Record<string, Phrases>> = {
  asked_for_person: {
    why: 'the customer asks for a person',
    next: 'Write to the customer yourself and say who you are; the thread above shows what it is about.',
  },
  unclear: {
    why: 'the message does not say what is wanted',
    next: 'Ask the customer what they want to achieve, and what they see on their screen.',
  },
  no_evidence: {
    why: 'the knowledge base has nothing on it',
    next: 'Answer from your own knowledge, and add the answer to the knowledge base if it will be asked again.',
  },
  not_answered_by_evidence: {
    why: 'what was found is near the question but does not answer it',
    next: 'Look at the documents that were found, answer what they leave open, and mend the document.',
  },
  language_not_supported: {
    why: 'there is no knowledge in the language of the customer',
    next: 'Answer in the language of the customer; the draft shows what the documents say.',
  },
  low_confidence: {
    why: 'it is not certain enough what the ticket is about',
    next: 'Check that the draft answers what is asked, then approve or edit it.',
  },
  autonomy_off: {
    why: 'tickets of this category are answered by people',
    next: 'Answer the customer; nothing was drafted.',
  },
  flagged: {
    why: 'the message carries a flag that the policy reserves for people',
    next: 'Look at the flags first, then decide whether and how to answer.',
  },
  review_blocked: {
    why: 'the review found something that must not go out',
    next: 'Read the failed checks before you use any part of the draft.',
  },
  review_not_passed: {
    why: 'the draft did not become good enough in the rounds that the policy allows',
    next: 'Mend the sentences that the review names, or write the reply anew.',
  },
  approval_expired: {
    why: 'nobody decided on the draft in time',
    next: 'Decide on the draft now: the customer has been waiting.',
  },
  taken_over: { why: 'a colleague took it over', next: 'Go on where the colleague stands.' },
  step_failed: {
    why: 'a step of the work failed',
    next: 'Answer the customer; tell the operators if it happens again.',
  },
  step_timed_out: {
    why: 'a step of the work did not answer in time',
    next: 'Answer the customer; tell the operators if it happens again.',
  },
  not_solved: {
    why: 'the customer says that the reply did not solve it',
    next: 'Read what was sent, ask what is still open, and answer that.',
  },
  delivery_unknown: {
    why: 'it is not known whether the reply reached the customer',
    next: 'Find out whether the customer got the reply before you send it again.',
  },
  delivery_failed: {
    why: 'the reply could not be delivered to the customer',
    next: 'Look why it was refused, and reach the customer in another way.',
  },
  category_requires_approval: {
    why: 'replies of this category need an approval',
    next: 'Check the facts of this customer and their entitlement, then approve, edit or reject the draft.',
  },
  autonomy_suggest: {
    why: 'the policy lets the mesh only suggest replies here',
    next: 'Approve the draft if you would send it as it is; edit it otherwise.',
  },
  no_citation: {
    why: 'the draft is an acknowledgement without any source',
    next: 'Write the answer, or approve the acknowledgement and find out the rest.',
  },
};

const OTHERWISE: Phrases = {
  why: 'the policy asks for a person',
  next: 'Read the thread and answer the customer.',
};

export const phrasesOf = (reason: string): Phrases => PHRASES[reason] ?? OTHERWISE;
