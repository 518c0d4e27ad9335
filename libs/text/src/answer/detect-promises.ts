import { splitSentences } from '../tokens/split-sentences';

export type PromiseKind =
  | 'refund'
  | 'compensation'
  | 'delivery_date'
  | 'callback'
  | 'guarantee'
  | 'action_done'
  | 'deadline'
  | 'account_change'
  | 'escalation';

export interface PromiseSpan {
  readonly kind: PromiseKind;
  readonly sentence: string;
  readonly start: number;
  readonly end: number;
}

const WE =
  '(?:we|i|our team|the team|our (?:agents?|support|specialists?|engineers?)|someone(?: from our team)?|a (?:colleague|representative|specialist|member of our team))';
const WILL = "(?:will|'ll|shall|are going to|am going to|is going to|can promise to|have|has|'ve|are|am)";
const p = (kind: PromiseKind, source: string): readonly [PromiseKind, RegExp] => [kind, new RegExp(source, 'i')];

const RULES: readonly (readonly [PromiseKind, RegExp])[] = [
  p(
    'refund',
    `\\b(?:you(?:'ll| will| are going to| shall) (?:receive|get|be (?:issued|given)|see) (?:an? |the |your |the full )*(?:full |partial )?(?:refund|money back|reimbursement|credit)|(?:refund|reimbursement|credit|money|amount) (?:will|has|is being|is going to|shall|should) (?:be |been )?(?:\\w+ )?(?:processed|issued|refunded|credited|returned|sent|paid|approved|back)|${WE}(?: ?${WILL})(?: \\w+){0,2} (?:refund(?:ed)?|reimburse[d]?|issue[d]?(?: you)? (?:an? |the |your )?(?:full |partial )?(?:refund|credit))|you(?:'ll| will) be (?:fully )?(?:refunded|reimbursed|credited)|(?:count|rely) on (?:an? |the |your )?(?:full |partial |complete )?(?:refund|credit|reimbursement|money back))\\b`,
  ),
  p(
    'compensation',
    `\\b(?:${WE}(?: ?${WILL}) (?:\\w+ ){0,2}(?:compensate|waive|give you|offer you|send you)\\b.{0,40}\\b(?:voucher|discount|free|compensat\\w+|fee|credit|gift|coupon)|you(?:'ll| will) (?:receive|get) (?:an? )?(?:\\w+ ){0,2}(?:voucher|discount|compensation|replacement|gift)|as a (?:courtesy|(?:small )?gesture|token|sign) (?:of \\w+ )?(?:we|i|you)|goodwill (?:credit|gesture|payment)|(?:fees?|charges?|costs?) (?:is|are|gets?|will be|ha(?:s|ve) been) (?:\\w+ )?waived|${WE}(?: ?${WILL}) (?:\\w+ ){0,2}(?:add(?:ing|ed)?|giv(?:e|ing|en)|includ(?:e|ing|ed)|throw(?:ing|n)? in) (?:you )?(?:an? )?(?:free|extra|complimentary|additional)\\b)\\b`,
  ),
  p(
    'delivery_date',
    `\\b(?:(?:order|package|parcel|item|shipment|replacement|it)(?:'ll| will| is going to) (?:\\w+ )?(?:arrive|be (?:delivered|shipped|dispatched|sent)|ship|reach you)|you(?:'ll| will) (?:receive|get|have) (?:your|the|a new) (?:order|package|parcel|item|replacement|card))\\b`,
  ),
  p(
    'callback',
    `\\b(?:${WE}(?: ?${WILL}) (?:\\w+ ){0,2}(?:call|ring|phone|contact|reach out|get back|follow up|be in touch|write to you|e-?mail you|let you know|update you|reply to you|notify you)|you(?:'ll| will) (?:hear from us|be (?:contacted|called)|receive (?:a call|an update from us)))\\b`,
  ),
  p(
    'guarantee',
    "\\b(?:(?:we|i) (?:can |do |hereby )?(?:guarantee|promise|assure|warrant)|(?:is|are|it's) (?:fully )?guaranteed|rest assured|you have (?:my|our) word|100 ?% (?:safe|secure|guaranteed|sure)|this will (?:definitely|certainly) |(?:we|i)(?:'ll| will) personally |you can (?:count|rely|depend) on (?:us|me|our|it|this|that|an?|the full|your)\\b)\\b",
  ),
  p(
    'account_change',
    `\\b(?:${WE}(?: ?${WILL})(?: \\w+){0,2} (?:cancel(?:led|ed)?|clos(?:e|ed)|delet(?:e|ed)|upgrad(?:e|ed)|downgrad(?:e|ed)|reset|chang(?:e|ed)|updat(?:e|ed)|unblock(?:ed)?|unlock(?:ed)?|reactivat(?:e|ed)|remov(?:e|ed)) (?:your|the)|your (?:account|subscription|plan|order|password|booking) (?:will be|has been|is being|was) (?:\\w+ )?(?:cancel\\w*|closed|deleted|upgraded|downgraded|reset|changed|updated|unblocked|unlocked|reactivated|removed))\\b`,
  ),
  p(
    'escalation',
    `\\b(?:${WE}(?: ?${WILL})(?: \\w+){0,2} (?:escalat\\w+|forward\\w*|pass\\w*|rais\\w+|open\\w* (?:an? )?(?:case|ticket|investigation)|look\\w* into|investigat\\w+|work\\w* on (?:it|this|your)))\\b`,
  ),
  p(
    'deadline',
    `\\b(?:${WE}(?: ?${WILL})\\b.{0,60}\\b(?:within|by|in the next|before) (?:the )?(?:\\d+|one|two|three|few|next|end of|tomorrow|today|monday|tuesday|wednesday|thursday|friday)|(?:will be|gets?) (?:resolved|fixed|completed|ready|solved|done) (?:within|by|in|before|today|tomorrow))\\b`,
  ),
  p(
    'action_done',
    "\\b(?:(?:we|i)(?:'ve| have) (?:already |just |now )?(?:processed|fixed|resolved|sent|corrected|adjusted|applied|completed|arranged|approved)|(?:problem|issue|bug) (?:has been|is now|was) (?:fixed|resolved|solved))\\b",
  ),
];

/** Commitments a reply makes in the name of the team, with their sentences. A sentence may hold several kinds. */
export function detectPromises(text: string): PromiseSpan[] {
  return splitSentences(text).flatMap((sentence) => {
    const plain = sentence.text.replace(/[\u2018\u2019]/g, "'");
    return RULES.filter(([, pattern]) => pattern.test(plain)).map(([kind]) => ({
      kind,
      sentence: sentence.text,
      start: sentence.start,
      end: sentence.end,
    }));
  });
}
