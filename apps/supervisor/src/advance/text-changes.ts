import { TerminalError } from '@mesh/kernel';
import type { Decision } from '../workflow/decide/decision';
import type { TextName, TextRefs } from '../workflow/state/values';
import type { SomeTexts } from './turn-texts';

export interface TextToWrite {
  readonly name: TextName;
  readonly hash: string;
  readonly text: unknown;
}

export interface TextChanges {
  readonly write: readonly TextToWrite[];
  readonly remove: readonly TextName[];
}

const NAMES: readonly TextName[] = ['conversation', 'evidence', 'draft', 'feedback', 'package'];

/** A text is stored exactly as long as the state refers to it. @throws TerminalError `TEXT_MISSING` */
export function textChanges(before: TextRefs, after: TextRefs, texts: SomeTexts): TextChanges {
  const changed = NAMES.filter((name) => after[name] !== before[name]);
  const write = changed.flatMap((name) => {
    const hash = after[name];
    return hash === undefined ? [] : [{ name, hash, text: given(texts, name) }];
  });
  return { write, remove: changed.filter((name) => after[name] === undefined) };
}

function given(texts: SomeTexts, name: TextName): unknown {
  const text = texts[name];
  if (text === undefined) throw new TerminalError('TEXT_MISSING', 'a new text did not come with the message', { name });
  return text;
}

/** The texts that the commands need and that did not come with the message. */
export function textsToLoad({ commands, state }: Decision, changes: TextChanges): TextName[] {
  const written = new Set(changes.write.map(({ name }) => name));
  const needed = new Set(commands.flatMap(({ texts }) => Object.keys(texts) as TextName[]));
  return NAMES.filter((name) => needed.has(name) && !written.has(name) && state.texts[name] !== undefined);
}

/** Exactly the texts that a command refers to. */
export function pickTexts(texts: SomeTexts, refs: TextRefs): SomeTexts {
  return Object.fromEntries(Object.entries(texts).filter(([name]) => Object.hasOwn(refs, name)));
}
