import type { CodeFacts } from '../code/code-facts';
import { isPinned } from '../compose/hardening';
import type { Files } from '../files/files';
import { type Finding, findings } from '../finding';
import type { MeshProcess } from '../process';
import { isLeftOut } from './docker-ignore';
import { type Stage, execFormOf, stagesOf } from './dockerfile';

const FILE = 'Dockerfile';
export const TARGET = 'runtime';

/** The Dockerfile against what is run from its image. */
export function imageFindings(files: Files, processes: readonly MeshProcess[], code: CodeFacts): Finding[] {
  const stages = stagesOf(files.text(FILE));
  const runtime = stages.find(({ name }) => name === TARGET);
  if (!runtime) return findings('image', FILE, [`has no stage ${TARGET}`]);
  return [
    ...findings(
      'image',
      FILE,
      stages.flatMap((stage) => stageFaults(stage, stages, files)),
    ),
    ...findings('image', FILE, runtimeFaults(runtime, files, code)),
    ...findings('image', FILE, contentFaults(runtime, processes)),
    ...findings(
      'image',
      FILE,
      processes.flatMap((one) => versionFaults(one, code)),
    ),
  ];
}

function stageFaults({ base, instructions }: Stage, stages: readonly Stage[], files: Files): string[] {
  const names = stages.map(({ name }) => name);
  const copies = instructions.filter(({ name }) => name === 'COPY').map(({ text }) => text);
  const sources = copies.map((text) => /--from=(\S+)/.exec(text)?.[1]);
  const own = copies.filter((text) => !text.includes('--from=')).flatMap((text) => text.split(/\s+/).slice(0, -1));
  const ignored = files.text('.dockerignore');
  return [
    ...(names.includes(base) || isPinned(base) ? [] : [`the base ${base} has no exact version`]),
    ...sources
      .filter((name) => name !== undefined && !names.includes(name))
      .map((name) => `copies from ${name}, no stage`),
    ...own.filter((name) => !files.has(name)).map((name) => `copies ${name}, which is not there`),
    ...own
      .filter((name) => files.has(name) && isLeftOut(name, ignored))
      .map((name) => `.dockerignore leaves out ${name}`),
  ];
}

function runtimeFaults({ instructions }: Stage, files: Files, code: CodeFacts): string[] {
  const last = (wanted: string) => instructions.filter(({ name }) => name === wanted).at(-1);
  const [entry, command] = [execFormOf(last('ENTRYPOINT')), execFormOf(last('CMD'))];
  const exposed = last('EXPOSE')?.text.split(/\s+/) ?? [];
  const ports = ['PORT', 'MANAGEMENT_PORT'].map((name) => code.variables.get(name)?.fallback ?? '');
  const file = command?.[0] ?? '';
  return [
    ...(/^[1-9]\d*:[1-9]\d*$/.test(last('USER')?.text ?? '') ? [] : ['USER must be two numbers and not root']),
    ...(entry?.join() === 'node' ? [] : ['ENTRYPOINT must be ["node"], so that signals reach it']),
    ...(command && files.has(file.replace(/^dist\//, '').replace(/\.js$/, '.ts'))
      ? []
      : [`CMD runs ${file || 'nothing'}`]),
    ...ports.filter((port) => !exposed.includes(port)).map((port) => `EXPOSE lacks ${port}`),
  ];
}

/** Whatever is run was copied. */
function contentFaults({ instructions }: Stage, processes: readonly MeshProcess[]): string[] {
  const copied = instructions.filter(({ name }) => name === 'COPY').map(({ text }) => text.split(/\s+/).at(-1) ?? '');
  const entries = processes.map(({ args }) => args.find((argument) => !argument.startsWith('--')) ?? '');
  const missing = entries.filter((entry) => !copied.some((folder) => entry.startsWith(folder)));
  return [...new Set(missing)].map((entry) => `${entry} is not in the image`);
}

/** Every process runs the image of this version. */
const versionFaults = ({ image, where }: MeshProcess, { version }: CodeFacts): string[] =>
  image.endsWith(`support-mesh:${version}`) ? [] : [`${where} runs ${image}, this is version ${version}`];
