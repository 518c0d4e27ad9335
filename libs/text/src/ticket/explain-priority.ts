import { round, type Signal } from './signal';
import { scoreSentiment } from './score-sentiment';

export type Priority = 'low' | 'normal' | 'high' | 'urgent';
export type PriorityReason =
  | 'outage'
  | 'security'
  | 'money_lost'
  | 'deadline'
  | 'cannot_work'
  | 'many_affected'
  | 'vip_customer'
  | 'very_negative'
  | 'negative'
  | 'repeated_contact'
  | 'legal_threat'
  | 'safety'
  | 'says_urgent'
  | 'informational'
  | 'no_hurry'
  | 'data_loss';

export interface PriorityContext {
  /** Tier of the customer as the tenant calls it; `vip`, `enterprise`, `premium`, `gold` and `platinum` raise the priority. */
  readonly customerTier?: string;
  /** How often the customer wrote in this ticket. */
  readonly messageCount?: number;
}

const RULES: readonly (readonly [PriorityReason, number, RegExp])[] = [
  [
    'safety',
    4,
    /\b(?:injur(?:y|ed)|caught fire|on fire|smoke coming|electric shock|allergic reaction|emergency|suicid\w+|hospital|poison\w*|exploded)\b/i,
  ],
  [
    'security',
    4,
    /\b(?:hacked|hacker|phish\w*|stolen|identity theft|unauthori[sz]ed (?:access|charge|transaction|payment|login|purchase)|compromised|data (?:breach|leak)|someone (?:else )?(?:logged|accessed|is using|used|got into)|fraudulent (?:charge|transaction|payment)|malware|ransomware|vulnerabilit(?:y|ies)|i (?:did not|didn'?t) (?:make|authori[sz]e|recogni[sz]e) (?:this|that|the|a))\b/i,
  ],
  [
    'outage',
    4,
    /\b(?:(?:site|website|service|system|server|store|shop|app|everything|platform|production|checkout|api|dashboard)(?: \w+){0,3} (?:is|are|went|has been|been|keeps?)(?: \w+)? (?:down|offline|crash\w*|unavailable|dead)|outage|stopped working|completely broken|nobody can|no ?one can (?:access|log|buy|order|pay|reach)|all (?:our )?(?:users|customers) (?:are|can'?t|cannot))\b/i,
  ],
  [
    'data_loss',
    3,
    /\b(?:lost (?:all )?(?:my |our |the )?(?:work|data|files|orders|photos|content|everything)|data loss|all my (?:data|files|work|orders) (?:is|are|has|have)? ?(?:gone|deleted|disappeared|lost|missing)|everything (?:is )?gone)\b/i,
  ],
  [
    'money_lost',
    3,
    /\b(?:charged (?:me )?(?:twice|double|two times|again|three times|incorrectly|wrong)|double[- ]charged|overcharged|money (?:is |was |has been )?(?:gone|missing|deducted|taken|lost|stolen|not)|losing (?:money|sales|customers|revenue)|lost (?:sales|revenue|money|customers)|amount (?:was |is |has been )?(?:deducted|debited)|payment (?:was )?taken|wrong amount|can'?t (?:take|accept|receive) payments?|payout (?:is )?(?:missing|not))\b/i,
  ],
  [
    'legal_threat',
    3,
    /\b(?:lawyer|attorney|sue you|legal action|court|consumer (?:protection|forum)|ombudsman|gdpr (?:complaint|request)|data protection authority|regulator|report you to)\b/i,
  ],
  [
    'many_affected',
    2,
    /\b(?:all|every(?:one| user| customer)|hundreds of|thousands of|(?:whole|entire) (?:team|company|office|department)|multiple (?:users|customers)|our (?:users|customers|clients) (?:are|can'?t|cannot))\b.{0,40}\b(?:can'?t|cannot|unable|affected|complain\w*|not able|error|down|fail\w*)\b/i,
  ],
  [
    'deadline',
    2,
    /\b(?:by (?:today|tonight|tomorrow|monday|tuesday|wednesday|thursday|friday|end of (?:the )?day|eod|noon)|deadline|before (?:tomorrow|tonight|the (?:event|launch|wedding|trip|flight|meeting|presentation))|(?:launch|event|wedding|flight|meeting|presentation|interview) (?:is )?(?:today|tomorrow|tonight|in (?:an?|\d+) (?:hours?|days?))|expires? (?:today|tomorrow|tonight)|within (?:the )?(?:hour|next hour|\d+ hours?))\b/i,
  ],
  [
    'says_urgent',
    2,
    /\b(?:urgent(?:ly)?|asap|immediate(?:ly)?|right away|right now|critical|emergency|as soon as possible|at the earliest|time[- ]sensitive|high priority)\b/i,
  ],
  [
    'cannot_work',
    2,
    /\b(?:can'?t|cannot|unable to|not able to|locked out)\b.{0,30}\b(?:log ?in|sign in|access|work|order|pay|check ?out|book|open|use (?:the|my|it)|out of my account)\b|\blocked out\b/i,
  ],
  [
    'no_hurry',
    -2,
    /\b(?:no (?:rush|hurry|urgency)|when(?:ever)? you (?:have|get) (?:a |the )?(?:time|chance|moment)|not urgent|just (?:curious|wondering|out of curiosity)|low priority)\b/i,
  ],
  [
    'informational',
    -1,
    /^(?:(?:hi|hello|hey|dear \w+)[,!. ]*)?(?:what (?:is|are|does)|how (?:do|can|much|many|to)|can i|is (?:it|there)|are there|do you|does|where (?:can|do)|which|i (?:would like|want) to know|i(?:'?m| am) (?:just )?(?:curious|wondering|interested))\b/i,
  ],
];
const TIERS = /^(?:vip|enterprise|premium|gold|platinum|priority|business)$/i;

/** How soon a ticket deserves attention, by published rules; every reason that counted is named. */
export function explainPriority(
  text: string,
  context: PriorityContext = {},
): Signal<Priority, PriorityReason> & { readonly points: number } {
  const sample = text.slice(0, 8000);
  const found = [
    ...RULES.filter(([, , pattern]) => pattern.test(sample)).map(([reason, points]) => [reason, points] as const),
    ...ofMood(sample),
    ...ofContext(context),
  ];
  const points = found.reduce((sum, [, value]) => sum + value, 0);
  const value = bucket(points);
  const distance = Math.min(...[0, 2, 4].map((edge) => Math.abs(points - edge + 0.5)));
  return {
    value,
    points,
    confidence: round(Math.min(0.95, 0.6 + 0.12 * distance)),
    reasons: found.map(([reason]) => reason),
  };
}

function bucket(points: number): Priority {
  if (points >= 4) return 'urgent';
  if (points >= 2) return 'high';
  return points < 0 ? 'low' : 'normal';
}

function ofMood(text: string): [PriorityReason, number][] {
  const mood = scoreSentiment(text);
  const found: [PriorityReason, number][] = [];
  if (mood.value === 'very_negative') found.push(['very_negative', 2]);
  if (mood.value === 'negative') found.push(['negative', 1]);
  if (mood.reasons.includes('repeated_contact')) found.push(['repeated_contact', 1]);
  return found;
}

function ofContext(context: PriorityContext): [PriorityReason, number][] {
  const found: [PriorityReason, number][] = [];
  if (context.customerTier && TIERS.test(context.customerTier)) found.push(['vip_customer', 2]);
  if ((context.messageCount ?? 1) >= 3) found.push(['repeated_contact', 1]);
  return found;
}
