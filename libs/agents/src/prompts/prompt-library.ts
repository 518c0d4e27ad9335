import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { TerminalError } from '@mesh/kernel';
import { type Prompt, parsePrompt } from './prompt';

/** Hashes of the prompts that were released; written by `npm run prompts:release`. */
const RELEASED = 'released.json';

/** The prompt files of a folder, `<agent>/<version>.md`; each is read once. */
export class PromptLibrary {
  private readonly loaded = new Map<string, Prompt>();

  constructor(private readonly folder: string = findPromptsFolder()) {}

  /** The versions of a role, oldest first (`v2` before `v10`). */
  versions(agent: string): string[] {
    const folder = join(this.folder, agent);
    if (!existsSync(folder)) return [];
    return readdirSync(folder)
      .filter((file) => file.endsWith('.md'))
      .map((file) => file.slice(0, -'.md'.length))
      .sort((left, right) => left.localeCompare(right, 'en', { numeric: true }));
  }

  /** Those whose text stays as it is, because decisions name them. */
  released(agent: string): string[] {
    const file = join(this.folder, RELEASED);
    const hashes = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {};
    return this.versions(agent).filter((version) => `${agent}/${version}` in hashes);
  }

  /** A version, or the newest one. @throws TerminalError `PROMPT_NOT_FOUND`, `PROMPT_INVALID` */
  load(agent: string, version = this.versions(agent).at(-1)): Prompt {
    const key = `${agent}/${version ?? ''}`;
    const known = this.loaded.get(key);
    if (known) return known;
    const prompt = this.read(agent, version);
    this.loaded.set(key, prompt);
    return prompt;
  }

  private read(agent: string, version: string | undefined): Prompt {
    if (version === undefined || !this.versions(agent).includes(version)) {
      throw new TerminalError('PROMPT_NOT_FOUND', 'there is no such prompt', { agent, version });
    }
    const prompt = parsePrompt(readFileSync(join(this.folder, agent, `${version}.md`), 'utf8'));
    if (prompt.agent !== agent || prompt.version !== version) {
      throw new TerminalError('PROMPT_INVALID', 'the front matter names another prompt', { agent, version });
    }
    return prompt;
  }
}

/** The folder `prompts` beside the nearest package.json above this file, in the sources and in the build alike. */
function findPromptsFolder(): string {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    const candidate = join(folder, 'prompts');
    if (existsSync(join(folder, 'package.json')) && existsSync(candidate)) return candidate;
    if (folder === dirname(folder)) throw new TerminalError('PROMPT_NOT_FOUND', 'there is no folder of prompts');
  }
}
