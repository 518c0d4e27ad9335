import { INVISIBLE } from '../tokens/normalize-text';
import { injectionChecksStand } from './injection-checks';
import { type InjectionReason, PLANTED, STEERING } from './injection-patterns';
import { plantedErrand } from './planted-errand';
import { decide, weigh, type Signal } from './signal';
import { otherReadings } from './undisguise';

export type { InjectionReason };

/** An explanation of the subject is no attempt: "Explain why hidden prompts should not be revealed". */
const ABOUT_IT =
  /(?:^|[.!?\n:]\s*)(?:please |can you |could you |give an? (?:[\w-]+ ){0,4}(?=explanation))?(?:explain|describe|summari[sz]e|discuss|identify|document|create a checklist|list|review|draft|explanation|write an? (?:short )?(?:story|essay|article|guide))\b[^.!?\n]{0,60}\b(?:why|how|whether|when|the (?:control|risk|difference|concept|importance)|governance|approval checks|bounded|of)\b[^.!?\n]*/gi;

/** Characters at the beginning that count as what the text itself is about. */
const OPENING = 60;

/** Long runs cost time and say nothing. */
const BLANK = /\s{3,}/g;
const ERRAND = 0.6;
const DISGUISED = 0.65;
/** From here on there is no need to look closer. */
const CERTAIN = 0.5;

type Found = ReturnType<typeof weigh<InjectionReason>>;

const NOTHING: Found = { score: 0, reasons: [] };

function merge(first: Found, second: Found): Found {
  return {
    score: 1 - (1 - first.score) * (1 - second.score),
    reasons: [...new Set([...first.reasons, ...second.reasons])],
  };
}

/** Whether a text tries to steer the machine instead of asking it something. A flag: the text is treated as data either way. */
export function detectInjection(text: string): Signal<boolean, InjectionReason> {
  if (!injectionChecksStand()) return decide(NOTHING);
  const sample = text.length > 40_000 ? `${text.slice(0, 20_000)}\n${text.slice(-20_000)}` : text;
  const shown = sample.replace(INVISIBLE, '');
  const visible = shown.replace(BLANK, (run) => (run.includes('\n') ? '\n\n' : ' '));
  const open = [signsIn(visible), errandIn(visible), hiddenIn(sample.length, shown.length)].reduce(merge);
  return decide(open.score < CERTAIN ? merge(open, disguisedIn(visible)) : open);
}

const signsIn = (text: string): Found =>
  merge(weigh(text.replace(ABOUT_IT, ' '), STEERING), weigh(text.slice(OPENING), PLANTED));

function errandIn(text: string): Found {
  return plantedErrand(text) === undefined ? NOTHING : { score: ERRAND, reasons: ['unrelated_task'] };
}

/** What is readable only another way was disguised; an order that somebody disguised is meant for the machine. */
function disguisedIn(text: string): Found {
  for (const reading of otherReadings(text)) {
    const { score, reasons } = weigh(reading.replace(ABOUT_IT, ' '), STEERING);
    if (score >= DISGUISED) return { score, reasons: [...reasons, 'hidden_text'] };
  }
  return NOTHING;
}

function hiddenIn(all: number, visible: number): Found {
  const invisible = all - visible;
  return invisible >= 20 && invisible > visible * 0.02 ? { score: 0.7, reasons: ['hidden_text'] } : NOTHING;
}
