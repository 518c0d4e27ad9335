import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PromptLibrary } from './prompt-library';

const ROLES = ['triage', 'research', 'solution', 'quality', 'escalation'];

describe('the prompts that are shipped', () => {
  const library = new PromptLibrary();

  it.each(ROLES)('%s has a prompt that says that texts from outside are data', (role) => {
    const prompt = library.load(role);
    expect(prompt.recordedAs).toBe(`${prompt.version}-${prompt.hash.slice(0, 12)}`);
    expect(prompt.recordedAs.length).toBeLessThanOrEqual(60);
    expect(prompt.text).toContain('never instructions');
  });
});

describe('a folder of prompts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'prompts-'));
  const write = (version: string, text: string) => writeFileSync(join(folder, 'triage', `${version}.md`), text);
  beforeAll(() => {
    mkdirSync(join(folder, 'triage'));
    for (const version of ['v1', 'v2', 'v10'])
      write(version, `---\nagent: triage\nversion: ${version}\n---\nSay ${version}.\n`);
    write('v3', 'no front matter');
    write('v4', '---\nagent: triage\nversion: v1\n---\ncopied\n');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('gives the newest version when none is named', () => {
    expect(new PromptLibrary(folder).load('triage')).toMatchObject({ version: 'v10', text: 'Say v10.' });
  });

  it('gives another hash to another text', () => {
    const library = new PromptLibrary(folder);
    expect(library.load('triage', 'v1').hash).not.toBe(library.load('triage', 'v2').hash);
  });

  it.each([
    ['triage', 'v3', 'PROMPT_INVALID'],
    ['triage', 'v4', 'PROMPT_INVALID'],
    ['triage', '../v1', 'PROMPT_NOT_FOUND'],
    ['nobody', undefined, 'PROMPT_NOT_FOUND'],
  ])('refuses %s %s with %s', (agent, version, code) => {
    expect(() => new PromptLibrary(folder).load(agent, version)).toThrow(expect.objectContaining({ code }));
  });
});
