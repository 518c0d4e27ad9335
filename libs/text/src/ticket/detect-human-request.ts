import { correctedWords } from './correct-spelling';
import { decide, weigh, type Signal, type WeighedPattern } from './signal';

export type HumanRequestReason =
  'asks_for_person' | 'asks_to_be_connected' | 'refuses_bot' | 'only_names_person' | 'asks_for_manager';

const LEXICON = [
  'agent',
  'agents',
  'human',
  'person',
  'representative',
  'operator',
  'assistant',
  'someone',
  'somebody',
  'advisor',
  'manager',
  'supervisor',
  'contact',
  'contacting',
  'connect',
  'transfer',
  'talking',
  'speaking',
  'speak',
  'chatting',
  'people',
];
const KNOWN: ReadonlySet<string> = new Set([
  'persona',
  'personas',
  'personne',
  'pessoa',
  'agente',
  'agentes',
  'operatore',
  'operador',
  'operateur',
  'representante',
  'representant',
  'contacter',
  'contactar',
  'humano',
  'humain',
  'personal',
  'speaks',
  'humans',
  'persons',
  'contacts',
  'contact',
  'contain',
  'context',
  'spear',
  'assistants',
  'assistance',
  'argent',
  'agency',
  'parson',
  'taking',
  'walking',
  'manage',
  'manages',
  'managed',
  'contract',
  'contracts',
  'content',
  'contest',
  'contests',
  'stalking',
  'operators',
  'urgent',
  'operate',
  'operated',
]);
const PERSON =
  '(?:(?:an?|the|ur|your|any|some|real|live|actual|human|another|support|service|customer|care|chat) )*' +
  '(?:human(?: (?:being|agent|person|operator|representative|advisor))?|agents?|person|operators?|representatives?|reps?|assistants?|advisors?|advisers?|' +
  'someone|somebody|anyone|anybody|staff member|support staff|real people|people|csr|executive)';
const TALK =
  '(?:talkk?|talking|speak|speaking|spoke|chat|chatting|cha[ty]|contact|contacting|reach|reaching|connect|connected|connecting|call|get|get in touch|getting in touch|get hold|' +
  'get a hold|transfer|transferred|transferring|pass|put|route|forward|direct|redirect|hand|escalate|switch|bring)';
const LINK =
  '(?: (?:me|to|with|wth|wiht|over|through|thru|in|of|on|up|us|directly|now|please|2|it|this|my|your|ur|case|call|chat|ticket))*';

const PATTERNS: readonly WeighedPattern<HumanRequestReason>[] = [
  {
    reason: 'asks_for_person',
    weight: 0.85,
    pattern: new RegExp(`\\b(?:talkk?|talking|speak|speaking|chat|cha[ty]|chatting)${LINK} ${PERSON}\\b`),
  },
  {
    reason: 'asks_to_be_connected',
    weight: 0.8,
    pattern: new RegExp(
      `\\b${TALK}${LINK} (?:an? |the |ur |your |any |some )?(?:real|live|actual|human)?\\s?(?:human|agents?|person|operators?|representatives?|reps?|assistants?|advisors?|manager|supervisor|real people)\\b`,
    ),
  },
  {
    reason: 'asks_to_be_connected',
    weight: 0.72,
    pattern:
      /\b(?:contact|contacting|reach|get (?:in touch|hold|a hold)|getting in touch|put me through|connect|transfer)(?: (?:me|to|with|of|through))* (?:someone|somebody|a person)\b/,
  },
  {
    reason: 'asks_for_person',
    weight: 0.8,
    pattern:
      /\b(?:need|want|wanna|like|give me|get me|request|prefer|wish|looking for|require|is there|there|any)(?: (?:to|an?|any|the|see|have|you|for|some|help|assistance|from|with|by|of))* (?:(?:real|live|actual|human)(?: \w+)? ?)?(?:human|agent|representative|operator|real person|live person|live chat|real human|human being)\b/,
  },
  {
    reason: 'asks_for_person',
    weight: 0.8,
    pattern: /\b(?:real|live|actual) (?:person|human|people|agent|operator|representative|assistant|chat)\b/,
  },
  {
    reason: 'asks_for_person',
    weight: 0.7,
    pattern:
      /\b(?:can|could|let|may|want|wanna|like|wish|need) (?:i |me |we )?(?:to )?(?:talk|speak|chat)(?: (?:to|with) (?:you|you guys|someone|anyone|u))?(?: please)?$/,
  },
  {
    reason: 'asks_for_person',
    weight: 0.7,
    pattern:
      /\b(?:someone|somebody|a person|a human|an agent)(?: (?:please|to|from|at|in|your|ur|the|support|team|can|could|should|needs?|must|really))* (?:call|ring|phone|answer|help|assist|contact|talk|reply)\b.{0,20}\b(?:me|us|this|myself)?\b/,
  },
  {
    reason: 'asks_for_person',
    weight: 0.75,
    pattern:
      /\bhuman (?:to )?(?:answer|help|support|assistance|agent|please|assist|assistant|representative|operator|review)\b/,
  },
  {
    reason: 'asks_for_person',
    weight: 0.75,
    pattern: /\b(?:anyone|any ?one|anybody|someone) (?:there|here|available|online)\b/,
  },
  {
    reason: 'asks_for_person',
    weight: 0.7,
    pattern:
      /\b(?:agent|human|representative|assistant|operator) (?:to )?(?:chat|talk|please|pls|plz|now|asap|available|needed|required)\b/,
  },
  {
    reason: 'asks_for_manager',
    weight: 0.75,
    pattern:
      /\b(?:speak|talk|talking|speaking|escalate|transfer|connect|contact|see|get|want|need)\b(?: \w+){0,4} (?:manager|supervisor|team lead|superior)\b/,
  },
  {
    reason: 'refuses_bot',
    weight: 0.8,
    pattern:
      /\b(?:not|no|stop|hate|tired of|sick of|instead of|rather than|without|dont want|don't want|enough of|other than) (?:\w+ ){0,4}(?:bots?|chat ?bots?|robots?|machines?|ai|automated (?:replies|answers|messages|responses)|computer)\b/,
  },
  {
    reason: 'refuses_bot',
    weight: 0.6,
    pattern:
      /\b(?:are you|is this|r u|am i (?:talking|speaking) (?:to|with)) (?:an? )?(?:real|human|bot|robot|machine|ai|person)\b/,
  },
  {
    reason: 'only_names_person',
    weight: 0.75,
    pattern:
      /^(?:please |pls |plz |live |human |real |an? |chat |customer |support |talk |now |connect )*(?:agent|human|representative|operator|person|human being|talk to someone)(?: please| pls| plz| now| chat)?$/,
  },
  {
    reason: 'asks_for_person',
    weight: 0.85,
    pattern:
      /\b(?:mit (?:einem |einer |jemandem )?(?:echten )?(?:menschen|mitarbeiter\w*|person|berater\w*|kundenberater\w*|jemandem)|echten menschen|mit jemandem (?:sprechen|reden))\b/,
  },
  {
    reason: 'asks_for_person',
    weight: 0.85,
    pattern:
      /\b(?:hablar|comunicar\w*|contactar|pasame|ponme|paseme)(?: \w+){0,3} (?:persona|humano|agente|alguien|representante|asesor\w*|operador\w*)\b/,
  },
  {
    reason: 'asks_for_person',
    weight: 0.85,
    pattern:
      /\b(?:parler|discuter|contacter|joindre)(?: \w+){0,3} (?:humain|agent|conseiller\w*|personne|quelqu'un|operateur|representant|responsable)\b/,
  },
  {
    reason: 'asks_for_person',
    weight: 0.85,
    pattern:
      /\b(?:parlare|contattare)(?: \w+){0,3} (?:persona|operatore|umano|qualcuno|agente)\b|\bfalar(?: \w+){0,3} (?:pessoa|humano|atendente|alguem|agente)\b|\b(?:spreken|praten)(?: \w+){0,3}(?:mens|medewerker|persoon)\b|\b(?:medewerker|mens|persoon|iemand) (?:spreken|praten)\b/,
  },
  {
    reason: 'asks_for_person',
    weight: 0.8,
    pattern: /\b(?:agent|insaan|insan|aadmi|executive|customer care)(?: \w+)? (?:se|say) (?:baat|bat|bath)\b/,
  },
];

/** Wishes to be called, to get a number to call, or to reach the people behind the machine. */
const BY_PHONE: readonly WeighedPattern<HumanRequestReason>[] = [
  {
    reason: 'asks_to_be_connected',
    weight: 0.75,
    pattern:
      /\b(?:please |pls |plz |kindly |can (?:you|u|someone) |could (?:you|someone) |want (?:you|u|someone) to |just )(?:call|ring|phone) (?:me|us)\b|^(?:call|ring|phone) me\b|\bcall me (?:back|now|please|pls|asap)\b|\b(?:want|need|request|arrange|schedule|like)(?: an?)? call ?back\b|^call ?back\b/,
  },
  {
    reason: 'asks_to_be_connected',
    weight: 0.75,
    pattern:
      /^(?:(?:please|pls|can i|i|give|get|need|want|have|send|share|me|us|your|ur|the|a|any) )*(?:(?:contact|phone|telephone|mobile|call|calling|helpline|hotline|toll free|customer care|support) )+(?:number|no|num)(?: please| pls| not available| is not available)?$/,
  },
  {
    reason: 'asks_to_be_connected',
    weight: 0.7,
    pattern:
      /^(?:please |pls )?(?:contact|call|connect(?: me)?(?: to| with)?|reach) (?:to )?(?:customer care|support|care|executive)$|^(?:help ?line|hotline|call cent(?:er|re))(?: (?:please|pls|not available|unavailable|not reachable|is busy))?$/,
  },
  {
    reason: 'asks_for_person',
    weight: 0.7,
    pattern:
      /\b(?:talk|talking|speak|speaking|connect|connected|contact)(?: \w+){0,3} executive\b|^(?:just |please |pls |let me |let us |lets |i want to |want to )*(?:talk|speak)(?: please| now| to me| to us)?$|^(?:why )?(?:is )?(?:no ?one|nobody) (?:is |are )?(?:there|here|answering|picking|responding|replying|available)\b/,
  },
];

/** Things that look like the request but ask for facts, or speak of people as a subject. */
const EXCLUDED =
  /\b(?:human resources|human error|human rights|humanly|agent(?:'s)? (?:commission|license|portal|role|account)|travel agent|real estate agent|user agent|call forwarding|user agents?|like operators?|chat (?:widget|box|history|app|plugin|button)|contact (?:form|page|list|us page|section|info|information)|assistant (?:manager|editor)|(?:tag|task|file|password|account|project|product|ads?|business|download|device|window|session|queue|site|content|asset|role|user|package|license|event|media|order|shop|store|community|marketing|sales) managers?|person(?:al)? (?:data|name|info)|per person)\b/;
const NEGATED =
  /\b(?:do not|don't|dont|no) (?:need|want|require|have to|wanna)(?: to)?(?: (?:talk|speak|chat|connect)(?: to| with)?)? (?:an? |any |chat |live |human )*(?:agents?|humans?|person|representatives?|operator|one)\b/;

const SWEARING = /\b(?:f\w*king|damned?|goddamn|bloody|freaking|bloody) /g;

const ALL = [...PATTERNS, ...BY_PHONE];

/** Whether the customer asks to be helped by a person. A complaint, or a question about support hours, is no such request. */
export function detectHumanRequest(text: string): Signal<boolean, HumanRequestReason> {
  const words = correctedWords(text.slice(0, 4000), LEXICON, KNOWN);
  const cleaned = words.replace(SWEARING, '').replace(EXCLUDED, ' ').replace(NEGATED, ' ');
  return decide(weigh(cleaned.trim(), ALL), 0.6);
}
