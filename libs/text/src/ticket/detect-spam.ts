import { decide, weigh, type Signal, type WeighedPattern } from './signal';

export type SpamReason =
  | 'seo_offer'
  | 'advertising'
  | 'money_scheme'
  | 'crypto'
  | 'adult_or_pharmacy'
  | 'prize'
  | 'link_only'
  | 'many_links'
  | 'mass_mailing'
  | 'business_proposal';

const p = (reason: SpamReason, weight: number, source: string): WeighedPattern<SpamReason> => ({
  reason,
  weight,
  pattern: new RegExp(source, 'is'),
});

const PATTERNS: readonly WeighedPattern<SpamReason>[] = [
  p(
    'seo_offer',
    0.75,
    '\\b(?:rank(?:ing)? (?:your|ur) (?:web ?site|site|page)|(?:first|1st|top) page of google|seo (?:services?|expert|agency|packages?|company|audit|specialist)|back ?links?\\b.{0,40}\\b(?:offer|buy|quality|price|packages?|da\\b)|guest post(?:s|ing)?\\b|link (?:exchange|insertion|building)|increase (?:your )?(?:web ?site )?traffic|(?:boost|improve|grow) your (?:google |search |online )?(?:rankings?|visibility|presence|sales|revenue))\\b',
  ),
  p(
    'seo_offer',
    0.6,
    '\\b(?:we|i|our (?:team|agency|company)) (?:can|will|could|would like to|help|offer|provide|noticed|came across|visited|found)\\b.{0,60}\\b(?:your (?:web ?site|site|business|company|brand))\\b.{0,120}\\b(?:seo|traffic|rank|leads|redesign|marketing|clients|customers|sales|errors)\\b',
  ),
  p(
    'advertising',
    0.65,
    "\\b(?:limited[- ]time offer|act now|order now|buy now|special promotion|exclusive deal|(?:[5-9]\\d|100) ?% (?:off|discount|guaranteed)|lowest prices?|risk[- ]free|money[- ]back guarantee|no obligation|free trial today|don't miss (?:out|this)|click (?:here|below|the link)[^.]{0,30}(?:to (?:claim|get|buy|order|win|start|earn)|now))\\b",
  ),
  p(
    'business_proposal',
    0.65,
    '\\b(?:web ?(?:design|development)|app development|digital marketing|lead generation|email (?:list|database)|data ?base of|bulk (?:sms|email)|virtual assistants?|outsourc\\w+|explainer video|manufacturer|supplier of|factory in|business loan|merchant cash|funding for your business) (?:services?|company|agency|solutions?|team|packages?|offers?|from|at|in)?\\b.{0,160}\\b(?:interested|quote|portfolio|pricing|price list|affordable|schedule a call|let me know|reply|contact us|get back|whatsapp|offer)\\b',
  ),
  p(
    'money_scheme',
    0.75,
    '\\b(?:make|earn|earning) (?:up to )?(?:\\$|€|£|usd ?)?\\d[\\d,.]*k?\\b.{0,30}\\b(?:day|daily|week|weekly|month|home|hour)|\\bwork from home\\b.{0,60}\\b(?:earn|income|\\$)|\\bpassive income\\b|\\b(?:financial freedom|get rich|double your (?:money|investment))\\b|\\b(?:inheritance|next of kin|million (?:dollars|usd|euros)|western union|beneficiary|prince)\\b.{0,120}\\b(?:transfer|fund|account|confidential|share|percent)\\b',
  ),
  p(
    'crypto',
    0.7,
    '\\b(?:bitcoin|btc|crypto(?:currency)?|ethereum|usdt|forex|binary options|nft|airdrop|token presale)\\b.{0,80}\\b(?:invest|profit|returns?|guarantee|signals?|trading (?:platform|bot)|opportunity|mining|double|earn|giveaway|presale|roi)\\b|\\b(?:invest|guaranteed (?:profit|returns?)|giveaway)\\b.{0,60}\\b(?:bitcoin|crypto|forex|usdt)\\b',
  ),
  p(
    'adult_or_pharmacy',
    0.85,
    '\\b(?:viagra|cialis|levitra|tramadol|xanax online|no prescription|online (?:casino|pharmacy)|hot singles|sexy (?:girls|singles)|adult dating|escort services?|penis|porn|replica watches|weight loss pills?|slot gacor|sports? betting (?:site|bonus)|casino bonus)\\b',
  ),
  p(
    'prize',
    0.75,
    "\\b(?:you(?:'ve| have)? (?:been selected|won|are (?:the|our|a) (?:lucky )?winner)|claim your (?:prize|reward|gift|winnings|unexpected)|lottery winn\\w+|free (?:iphone|gift card|voucher)s?)\\b",
  ),
  p(
    'mass_mailing',
    0.55,
    '\\b(?:unsubscribe (?:here|from this)|opt[- ]?out|this is not spam|to be removed from (?:this|our)|forward this (?:message|email) to)\\b',
  ),
  p(
    'link_only',
    0.75,
    '^\\s*(?:(?:check|see|visit|look|click|hey|hi|hello|this|out|here|my|site|page|at|:|!|,|\\.)\\s*){0,5}(?:https?://|www\\.)\\S+\\s*$',
  ),
  p('many_links', 0.6, '(?:https?://\\S+[\\s\\S]{0,200}?){4,}'),
];

/** Unasked-for advertising and schemes. Questions about the same subjects by a customer stay below the line. */
export function detectSpam(text: string): Signal<boolean, SpamReason> {
  const found = weigh(text.slice(0, 8000), PATTERNS);
  return decide({ ...found, score: asksForHelp(text) ? found.score * 0.75 : found.score }, 0.6);
}

function asksForHelp(text: string): boolean {
  return /\b(?:how (?:do|can|to) i|how to|my (?:account|order|site|website|domain|subscription|payment|campaign|store|app|invoice|plan)|i (?:can'?t|cannot|need help|am trying|am unable|am not able|would like to know|want to know)|i'?m (?:having|trying|unable|looking to|not able)|doesn'?t work|not working)\b/i.test(
    text,
  );
}
