import { tokenize } from '../tokens/tokenize';
import { FILLER_WORDS, STOP_WORDS } from '../tokens/stop-words';
import { round, type Signal } from './signal';

export type UnclearReason =
  'empty' | 'no_words' | 'only_greeting' | 'only_acknowledgement' | 'gibberish' | 'only_filler' | 'single_word';

const COURTESY = new Set(
  'hi hello hey hiya yo good morning afternoon evening night day dear sir madam mam team all there thanks thank you thankyou thx ty cheers regards best kind please welcome bye goodbye namaste hola hallo bonjour salut ciao buongiorno guten tag moin ola gm gn'.split(
    ' ',
  ),
);
const ACKNOWLEDGEMENT = new Set(
  'ok okay k yes no yep nope yeah sure fine done great good cool hmm hm oh ah lol test testing nothing never mind nvm alright right what why'.split(
    ' ',
  ),
);
const KEY_ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const ELABORATE = /https?:|www\.|\w@\w/;

/** Whether a message says nothing that could be worked on: empty, only courtesies, gibberish, or a request without a subject. */
export function detectUnclear(text: string): Signal<boolean, UnclearReason> {
  if (text.trim() === '') return yes('empty', 1);
  const words = tokenize(text.slice(0, 4000)).map((token) => token.word);
  if (words.filter((word) => /\p{L}/u.test(word)).length === 0) return yes('no_words', words.length > 0 ? 0.85 : 0.97);
  if (words.every((word) => COURTESY.has(word))) return yes('only_greeting', 0.97);
  if (words.every((word) => COURTESY.has(word) || ACKNOWLEDGEMENT.has(word))) return yes('only_acknowledgement', 0.93);
  const rest = words.filter((word) => !COURTESY.has(word) && !ACKNOWLEDGEMENT.has(word));
  const gibberish = rest.filter(looksLikeGibberish).length / rest.length;
  if (gibberish > 0.6 && !ELABORATE.test(text)) return yes('gibberish', 0.6 + 0.35 * gibberish);
  if (rest.every((word) => STOP_WORDS.has(word) || FILLER_WORDS.has(word)))
    return yes('only_filler', rest.length > 8 ? 0.7 : 0.85);
  if (rest.length === 1 && words.length <= 2) return { value: false, confidence: 0.5, reasons: ['single_word'] };
  return { value: false, confidence: round(Math.min(0.98, 0.6 + rest.length * 0.06)), reasons: [] };
}

function yes(reason: UnclearReason, confidence: number): Signal<boolean, UnclearReason> {
  return { value: true, confidence: round(confidence), reasons: [reason] };
}

function looksLikeGibberish(word: string): boolean {
  if (!/^[a-z]+$/.test(word) || word.length < 3) return false;
  if (KEY_ROWS.some((row) => row.includes(word))) return true;
  if (word.length < 4) return false;
  if (word.length > 30) return true;
  if (/^(.)\1+$/.test(word) || /^(..+)\1{2,}$/.test(word)) return true;
  if (!/[aeiouy]/.test(word)) return word.length > 4;
  if (/(.)\1{3,}/.test(word) || /(?:asdf|sdfg|dfgh|fghj|ghjk|hjkl|qwer|wert|zxcv|xcvb|cvbn|vbnm|lkjh|poiu)/.test(word))
    return true;
  return /[bcdfghjklmnpqrstvwxz]{6,}/.test(word);
}
