import type { DefaultCategory } from './default-category-examples';

export type CategoryReason =
  | 'spam_pattern'
  | 'asks_for_money_back'
  | 'asks_to_cancel'
  | 'asks_to_change_own_data'
  | 'complains'
  | 'asks_how'
  | 'reports_fault'
  | 'about_money'
  | 'learnt_from_examples';

export interface RuleEffect {
  readonly category: DefaultCategory;
  /** Factor on the chance of the category: above 1 supports it, below 1 speaks against it. */
  readonly factor: number;
  readonly reason: CategoryReason;
}

const ASKS_HOW =
  /\b(?:how (?:do|can|could|should|would|does|to|long|much|many)|what (?:is|are|does|do|happens)|where (?:is|can|do|are|to)|which|when (?:will|do|does|is|can)|why|is it possible|is there (?:a|any)? ?(?:way|option)|can i|could i|do i (?:need|have)|does (?:the|it|this)|(?:know|learn|understand|explain|inquiring|inquire|asking|wondering|question|information|guide|guidance|instructions|assistance|help|advice)(?: me)?(?: \w+){0,2} (?:how|where|what|whether|if|about|on|for|with|in|to|through|regarding))\b/i;
const MINE = '(?:my|our|the|this|his|her|that|a|an|all|me|these)';
const MONEY_BACK =
  /\b(?:my|our|the) money (?:back|returned|refunded)|\b(?:give|send|pay|return|want|need|get)\b[^.!?]{0,25}\b(?:money|deposit|cash|amount|dollars|euros|pounds)\b[^.!?]{0,10}\bback\b|\bgive (?:me )?back\b[^.!?]{0,20}\d|\brefund (?:me|my|it|us|this|the (?:amount|money|order|payment|charge))\b|\b(?:want|need|demand|request(?:ing)?|like|help|assistance|try(?:ing)?|claim|expect|require|get|have|seek(?:ing)?|asking for|apply for|ask for|process|issue|where is|where's)\b(?: me| to| a| an| the| my| our| your| full| partial| complete| request| be| for| get| of| this| receive| receiving| getting| requesting| asking| demanding| obtain| obtaining| ask| request| demand| with| have| issue| process){0,7} (?:refunds?|refunded|reimburse(?:d|ments?)?|restitutions?|compensations?|rebates?)\b|\breimburse (?:me|us|my)\b|^\W*(?:please |kindly )?(?:need |want )?(?:refund|rebate|re[in]{1,2}burse\w*|compensate|pay back)\b|\bcharge (?:me |it |this |the \w+ )?back\b|\bcharge ?back (?:my|the|this)\b|\b(?:refund|rebate|reimbursement|restitution|compensation)s? of my money\b/i;
/** Their own money is meant, also where they ask how to get it. */
const OWN_MONEY = /\bmy money\b/i;
const OTHERS_REFUND =
  /\b(?:customers?|clients?|buyers?|guests?|shoppers?|visitors?|members?|users?)\b|\b(?:issue|issuing|process(?:ing)?|give|giving|make|making|handle|handling|offer(?:ing)?) (?:an? |the |full |partial )*refunds?\b|\brefund (?:policy|policies|process|procedure|rules|terms|period|window|request form|feature|option|button)\b|\bpolic(?:y|ies)\b|\bin (?:which|what) (?:cases?|situations?|circumstances)\b|\bunder (?:which|what)\b|\bin order to (?:issue|refund)\b/i;
const CANCEL = new RegExp(
  `\\b(?:cancel(?:l?ing|l?ed)?|terminat(?:e|ing)|discontinu(?:e|ing)|stop|end|close|closing|delet(?:e|ing)|deactivat(?:e|ing)|unsubscribe)\\b[^.!?]{0,12}\\b${MINE}?\\s?(?:\\w+ ){0,3}(?:subscriptions?|account|orders?|contract|memberships?|plans?|polic(?:y|ies)|bookings?|reservation|appointment|renewal|trial|service|purchase|profile|ticket|card|mailing list|insurance|replacement|data)\\b|\\b(?:remove|removing|delete|deleting|close|closing)\\b[^.!?]{0,15}\\b(?:accounts?|profile)\\b|\\bunsubscribe (?:me|from)\\b|\\bcancel (?:it|everything|me|order)\\b|\\bremove me\\b`,
  'i',
);
/** One certain order or booking is meant: the customer's own, and not how such things work. */
const CERTAIN_ONE =
  /\b(?:cancel\w*|stop|delet\w+|remov\w+|(?:do not|don'?t|no longer|not) (?:want|need))\b[^.!?]{0,30}\b(?:order|purchase|booking|reservation|ticket|subscription)\b(?: with| of)?(?: the)?(?: no\.?| number| nr\.?| id)?\s*#?\s*[a-z]{0,4}-?\d{3,}/i;
const ACCOUNT_CLOSED =
  /\b(?:clos(?:e|ing|ure)|delet(?:e|ing|ion)|deactivat(?:e|ing|ion)|terminat(?:e|ing|ion)|remov(?:e|ing|al)|cancel(?:l?ing|lation)?)s?\b[^.!?]{0,12}\b(?:the|a|an|my|our|this)\s(?:\w+ ){0,2}accounts?\b|\b(?:my|our|the|a|an) (?:\w+ )?account(?:'s)? (?:cancell?ation|deletion|removal|closure|termination)s?\b/i;
const OWN_ACCOUNT_CLOSED =
  /\b(?:close|delete|deactivate|terminate|remove|cancel)\b[^.!?]{0,10}\b(?:my|our|this)\b[^.!?]{0,20}\b(?:account|profile|membership|subscription|order|contract|plan|booking)\b/i;
const OWN_DATA =
  /\b(?:change|update|correct|edit|modify|set|replace|remove|add|reset|switch|transfer|merge|unlock|fix)\b[^.!?]{0,30}\b(?:my|our|me)\b[^.!?]{0,30}\b(?:e-?mail(?: address)?|phone(?: number)?|mobile(?: number)?|(?:sur|last |first |user)?name|address|bank (?:details|account)|date of birth|personal (?:details|data|information)|password|login|account(?: (?:details|email|owner|type))?|profile|records|tax number|two[- ]step|contact details)\b|\b(?:chang|updat|correct|edit|modif)\w*\b[^.!?]{0,20}\b(?:delivery|shipping|postal|billing|home) address\b|\b(?:chang|updat|correct|edit|modif)\w*\b (?:the|my) (?:\w+ )?address\b|\b(?:email|e-mail|phone number|name|owner|address|details)\b (?:on|of|for|in) my (?:account|profile)\b/i;
const ON_SITE =
  /\b(?:site|website|web ?page|page|store|shop|form|automation|domain|template|menu|editor|header|footer|campaign|app|element|section|gallery|field|product|blog|collection|dashboard|invoice template|customers?|clients?|visitors?|orders? (?:confirm\w+|invoices?)|notifications?|plugin|server|database)\b/i;
const COMPLAINS =
  /\b(?:complain(?:t|ts|ing)?|reclamations?|(?:lodg|fil|mak)(?:e|ing) (?:an? )?(?:\w+ )?claim|(?:not|ain'?t|isn'?t) (?:happy|satisfied)|unsatisfied|unhappy|worst|unacceptable|disgrace\w*|furious|outrag\w+|pathetic|useless|terrible (?:service|experience|support|company)|rude|scam(?:med)?|fraud|cheat(?:ed|ers?|ing)|lawyer|sue you|report you|never again|bad (?:service|support|review|experience)|(?:experience|service) (?:\w+ ){0,4}(?:was|is) (?:very |so |really )?(?:bad|awful|terrible|horrible)|poor (?:service|support|customer)|extremely (?:disappointed|unhappy|frustrated)|very (?:unhappy|disappointed)|waste of (?:time|money))\b/i;
const FAULT =
  /\b(?:error|not (?:working|showing|loading|sending|receiving|able|displaying|appearing|visible|delivered|updating|possible|received|reflect\w*)|doesn'?t|didn'?t|don'?t (?:see|work|show)|isn'?t|aren'?t|won'?t|wasn'?t|can'?t|cannot|couldn'?t|could not|unable|trouble|problems?|issues?|fail(?:s|ed|ing|ure)?|broken|crash\w*|bug|stuck|missing|lost|disappeared|stopped|slow|unresponsive|blank|wrong|suspended|exception|accidentally|impossible|despite|troubleshoot\w*)\b/i;
const MONEY =
  /\b(?:price|pricing|cost|costs|fees?|charge[ds]?|invoice|billing|billed|bill|payments?|pay|paid|receipt|subscription|premium|plan|renew\w*|credit card|voucher|discount|tax|vat|balance|refund polic\w+|upgrade|purchas\w+)\b/i;
const WANTS_DONE =
  /\b(?:please|kindly|i (?:want|need|demand|would like|wish)(?: you)? to|i'?d like(?: you)? to|can (?:you|u)|could (?:you|u)|will you|help me|i want|i need|want|need)\b|^\W*(?:cancel|close|delete|change|correct|edit|modify|update|terminate|stop|remove|refund|unsubscribe)\b/i;
const ASKS_ABOUT =
  /\b(?:how (?:do|can|could|should|to|would)|where (?:can|do|is)|can'?t find|cannot find|couldn'?t find|unable to find|guide|steps|instructions|information|is (?:it|there) (?:possible|an?y?|some)|can i (?!get|have)|may i|what (?:is|are|happens|do|does)|(?:know|learn) (?:how|what|where|whether))\b/i;
/** It concerns their own address or account, and does not work by itself. */
const FAILS_AT_OWN =
  /\b(?:problems?|issues?|troubles?|errors?|can'?t|cannot|unable|not able)\b[^.!?]{0,30}\b(?:chang|updat|correct|edit|modif)\w*\b[^.!?]{0,12}\b(?:my|delivery|shipping) (?:\w+ ){0,2}address\b|\b(?:wrong|incorrect|old) (?:(?:delivery|shipping|postal|billing) )?address\b/i;
const FAILS_AT_CLOSING =
  /\b(?:problems?|issues?|troubles?|can'?t|cannot|unable|not able)\b[^.!?]{0,20}\b(?:clos|delet|deactivat|terminat|remov|cancel)\w*\b/i;
const OWN_ACCOUNT_GOES =
  /\b(?:my|the|an?) (?:\w+ ){0,2}account\b[^?]{0,30}\b(?:clos|delet|deactivat|terminat|remov|cancel)\w* it\b/i;
const HAS_TO = /\b(?:have (?:got )?to|wanna|must|gotta)\b/i;
const TRIES = /\b(?:trying to|tried to|not (?:working|able))\b/i;
const NEEDS_HELP = /\b(?:help|assist\w*|supports?)\b/i;

/** They mean to do it themselves: asking how, or telling how far they came without asking for help. */
const servesThemselves = (text: string): boolean =>
  ASKS_ABOUT.test(text) || (TRIES.test(text) && !NEEDS_HELP.test(text) && !FAILS_AT_OWN.test(text));

type Rule = (text: string) => RuleEffect[];
const effect = (category: DefaultCategory, factor: number, reason: CategoryReason): RuleEffect => ({
  category,
  factor,
  reason,
});

const refund: Rule = (text) => {
  if (
    MONEY_BACK.test(text) &&
    !OTHERS_REFUND.test(text) &&
    (OWN_MONEY.test(text) ||
      !/\b(?:how (?:do|can|could|to|long)|where (?:can|do)|what do i (?:have|need))\b/i.test(text))
  )
    return [effect('refund', 30, 'asks_for_money_back')];
  return [effect('refund', 0.03, 'asks_how')];
};

const cancellation: Rule = (text) => {
  if (CERTAIN_ONE.test(text) && !MONEY_BACK.test(text)) return [effect('cancellation', 25, 'asks_to_cancel')];
  const closes = (ACCOUNT_CLOSED.test(text) || OWN_ACCOUNT_GOES.test(text)) && !ON_SITE.test(text);
  const wants = WANTS_DONE.test(text) || NEEDS_HELP.test(text) || FAILS_AT_CLOSING.test(text);
  if (servesThemselves(text)) return [effect('cancellation', 0.01, 'asks_how')];
  const asks = (CANCEL.test(text) || closes) && wants;
  const certain =
    asks &&
    (closes || OWN_ACCOUNT_CLOSED.test(text) || /\b(?:cancel|terminate|unsubscribe|remove me|stop)\b/i.test(text)) &&
    !MONEY_BACK.test(text);
  if (certain) return [effect('cancellation', 25, 'asks_to_cancel')];
  return [effect('cancellation', asks ? 1 : 0.04, 'asks_how')];
};

const accountChange: Rule = (text) => {
  const wants = WANTS_DONE.test(text) || NEEDS_HELP.test(text) || HAS_TO.test(text);
  const own = ((OWN_DATA.test(text) && wants) || FAILS_AT_OWN.test(text)) && !servesThemselves(text);
  if (own && !ON_SITE.test(text)) return [effect('account_change', 15, 'asks_to_change_own_data')];
  return [effect('account_change', own ? 0.5 : 0.05, 'asks_how')];
};

const complaint: Rule = (text) =>
  COMPLAINS.test(text) ? [effect('complaint', 8, 'complains')] : [effect('complaint', 0.1, 'reports_fault')];

const questions: Rule = (text) => {
  const found: RuleEffect[] = [];
  if (ASKS_HOW.test(text)) found.push(effect('how_to', 2, 'asks_how'));
  if (FAULT.test(text)) found.push(effect('problem', 2.5, 'reports_fault'));
  if (MONEY.test(text)) found.push(effect('billing', 2, 'about_money'));
  else found.push(effect('billing', 0.5, 'asks_how'));
  return found;
};

const RULES: readonly Rule[] = [refund, cancellation, accountChange, complaint, questions];

/** What the wording says about the category, beside what the words resemble. */
export function ruleEffects(text: string): RuleEffect[] {
  const plain = text.replace(/[\u2018\u2019]/g, "'").slice(0, 4000);
  return RULES.flatMap((rule) => rule(plain));
}
