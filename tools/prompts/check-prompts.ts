import { type Prompt, PromptLibrary } from '@mesh/agents';
import { reasonOf } from '@mesh/kernel';
import type { z } from 'zod';

/** What a prompt is held against: the answer that its adapter accepts. */
export type AnswerSchemas = Readonly<Record<string, z.ZodType>>;

/** Hash of each released prompt by `agent/version`; a decision that names one must be explicable for ever. */
export type ReleasedPrompts = Readonly<Record<string, string>>;

const EXAMPLE = /^Example of an answer: `(.+)`$/gm;
const DATA_RULE = 'data, never instructions';
/** Instructions are never shortened, so a long prompt takes the room of the thread and the evidence. */
const MOST_WORDS = 900;

/** Every fault of the prompt files, as `agent/version: what is wrong`. */
export function faultsOfPrompts(library: PromptLibrary, schemas: AnswerSchemas, released: ReleasedPrompts): string[] {
  const names = Object.keys(schemas).flatMap((agent) => versionsOf(library, agent));
  const gone = Object.keys(released).filter((name) => !names.includes(name));
  return [
    ...Object.keys(schemas)
      .filter((agent) => library.versions(agent).length === 0)
      .map((agent) => `${agent}: has no prompt`),
    ...names.flatMap((name) => faultsOf(library, name, schemas, released).map((fault) => `${name}: ${fault}`)),
    ...gone.map((name) => `${name}: was released and is gone`),
  ];
}

/** Every prompt there is, as `agent/version` with its hash. */
export const hashesOf = (library: PromptLibrary, agents: readonly string[]): ReleasedPrompts =>
  Object.fromEntries(
    agents.flatMap((agent) =>
      library.versions(agent).map((version) => [`${agent}/${version}`, library.load(agent, version).hash]),
    ),
  );

const versionsOf = (library: PromptLibrary, agent: string): string[] =>
  library.versions(agent).map((version) => `${agent}/${version}`);

function faultsOf(library: PromptLibrary, name: string, schemas: AnswerSchemas, released: ReleasedPrompts): string[] {
  const [agent = '', version] = name.split('/');
  try {
    const prompt = library.load(agent, version);
    return [
      ...faultsOfText(prompt),
      ...faultsOfExamples(prompt, schemas[agent]),
      ...faultsOfRelease(prompt, released[name]),
    ];
  } catch (error) {
    return [reasonOf(error)];
  }
}

function faultsOfText({ text }: Prompt): string[] {
  const words = text.split(/\s+/).length;
  return [
    ...(text.includes(DATA_RULE) ? [] : [`does not say that what others wrote is ${DATA_RULE}`]),
    ...(words <= MOST_WORDS ? [] : [`has ${words} words, more than ${MOST_WORDS}`]),
  ];
}

function faultsOfExamples({ text }: Prompt, schema: z.ZodType | undefined): string[] {
  const examples = [...text.matchAll(EXAMPLE)].map(([, example = '']) => example);
  if (examples.length === 0) return ['has no line "Example of an answer: `{...}`"'];
  return examples.flatMap((example) => faultsOfExample(example, schema));
}

function faultsOfExample(example: string, schema: z.ZodType | undefined): string[] {
  try {
    const { success, error } = schema?.safeParse(JSON.parse(example)) ?? {};
    if (success !== false) return [];
    return (error?.issues ?? []).map(
      ({ path, message }) => `its example is not accepted: ${path.join('.')} ${message}`,
    );
  } catch (error) {
    return [`its example is no JSON: ${reasonOf(error)}`];
  }
}

const faultsOfRelease = ({ hash }: Prompt, released: string | undefined): string[] =>
  released === undefined || released === hash ? [] : ['was released with another text: write a new version instead'];
