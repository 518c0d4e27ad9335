import { tokenize } from '../tokens/tokenize';
import { decide, weigh, type Signal, type WeighedPattern } from './signal';

export type AbuseReason = 'profanity' | 'insult' | 'threat_of_violence' | 'slur';

const PROFANITY =
  /\b(?:f+u+c+k+\w*|f[*@#u]+c?[*@#]*k\w*|fck\w*|fuk\w*|motherf\w*|shit\w*|sh[*@#!1]t\w*|bullshit|bitch\w*|b[*@#]tch\w*|bastard\w*|asshole\w*|arsehole\w*|a[*@#]+hole|dick ?head\w*|dickhead\w*|cunt\w*|wank\w*|prick|bollocks|goddamn\w*|damn(?:ed)?|crap(?:py)?|piss(?:ed)? off|bloody|chutiya|madarchod|bhenchod|bhosdi\w*|gaandu?|scheiss\w*|arschloch|hurensohn|wichser|putain|merde|connard|salope|encule|puta|mierda|cabron|gilipollas|pendejo|joder|cazzo|stronzo|vaffanculo|merda|caralho|porra|kut|klootzak|hoer)\b/;
const INSULT =
  /\b(?:(?:you|you're|youre|u|ur|your|guys|all|these|those|bunch of|are|such) (?:\w+ ){0,3}(?:idiots?|morons?|stupid|imbeciles?|dumb\w*|losers?|scumbags?|scum|retard\w*|liars|crooks|thieves|pathetic|disgusting|worthless)|(?:you|you're|youre|u|bunch of) (?:\w+ ){0,3}(?:trash|pigs?|vermin|clowns?))\b|^(?:idiots?|morons?|scum|chor)\b/;
const THREAT =
  /\b(?:(?:i'll|i will|i'm going to|im going to|gonna|we will) (?:\w+ ){0,2}(?:kill|hurt|find|burn|beat|shoot|stab|destroy|murder) (?:you|u|your|them|all)|(?:you|they) (?:should|deserve to|will) (?:die|be (?:shot|killed|hanged))|kill yourself|go die|drop dead)\b/;
const SLUR =
  /\b(?:subhuman|sub-human|parasites?|(?:hate|despise|can't stand|get rid of|exterminate|deport) (?:all )?(?:women|men|muslims?|jews?|gays?|blacks?|immigrants|foreigners|indians|trans(?: people)?|disabled people|refugees)|(?:women|muslims|gay people|gays|black people|immigrants|trans people|disabled people|foreigners|refugees) (?:are|should|deserve|belong|ruin|disgust))\b/;

const PATTERNS: readonly WeighedPattern<AbuseReason>[] = [
  { reason: 'profanity', weight: 0.9, pattern: PROFANITY },
  { reason: 'insult', weight: 0.8, pattern: INSULT },
  { reason: 'threat_of_violence', weight: 0.9, pattern: THREAT },
  { reason: 'slur', weight: 0.75, pattern: SLUR },
];

const ALL_SWEARING = new RegExp(
  `\\b(?:(?:what|how|why|where|who) )?(?:the|in) (?:\\w+ )?(?:hell|heck|fuck|devil)\\b|${PROFANITY.source}`,
  'gi',
);
const ALL_INSULTS = new RegExp(INSULT.source, 'gi');
const QUESTION_WORD = /^(?:what|how|why|where|who)\b/i;

/** The text without swearing and insults; the question word of "how the hell" stays. */
export function withoutProfanity(text: string): string {
  return text
    .replace(ALL_SWEARING, (found) => QUESTION_WORD.exec(found)?.[0] ?? ' ')
    .replace(ALL_INSULTS, ' ')
    .replace(/[^\S\n]{2,}/g, ' ');
}

/** Foul language, insults or threats. A flag for people and statistics only: an abusive customer with a valid question is served. */
export function detectAbuse(text: string): Signal<boolean, AbuseReason> {
  const words = tokenize(text.slice(0, 6000))
    .map((token) => token.word)
    .join(' ');
  const masked =
    text
      .toLowerCase()
      .match(/\b\w*[*@#]{1,}\w+\b/g)
      ?.join(' ') ?? '';
  return decide(weigh(`${words} ${masked}`, PATTERNS));
}
