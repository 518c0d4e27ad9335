import { createHash } from 'node:crypto';
import { TerminalError } from '@mesh/kernel';

/** The instructions of a role for a remote model. Customer text, documents and tool output are never part of it. */
export interface Prompt {
  readonly agent: string;
  readonly version: string;
  readonly text: string;
  /** SHA-256 in hex over the text. */
  readonly hash: string;
  /** What is recorded with every decision: the version and the beginning of the hash. */
  readonly recordedAs: string;
}

const FRONT_MATTER = /^---\r?\n([\s\S]*?)\r?\n---\r?\n/;

/**
 * Reads `prompts/<agent>/<version>.md`: a front matter with `agent` and `version`, then the text.
 * @throws TerminalError `PROMPT_INVALID` when it is not of that form
 */
export function parsePrompt(source: string): Prompt {
  const head = FRONT_MATTER.exec(source);
  const fields = new Map((head?.[1] ?? '').split(/\r?\n/).map(field));
  const agent = fields.get('agent');
  const version = fields.get('version');
  const text = source.slice(head?.[0].length ?? 0).trim();
  if (!agent || !version || !text) {
    throw new TerminalError('PROMPT_INVALID', 'a prompt needs agent, version and a text');
  }
  const hash = createHash('sha256').update(text).digest('hex');
  return { agent, version, text, hash, recordedAs: `${version}-${hash.slice(0, 12)}` };
}

function field(line: string): [string, string] {
  const [name = '', ...value] = line.split(':');
  return [name.trim(), value.join(':').trim()];
}
