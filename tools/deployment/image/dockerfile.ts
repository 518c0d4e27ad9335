/** One instruction with its arguments, continuation lines joined. */
export interface Instruction {
  readonly name: string;
  readonly text: string;
}

export interface Stage {
  readonly name: string;
  readonly base: string;
  readonly instructions: readonly Instruction[];
}

/** The stages of a Dockerfile, with the defaults of global arguments put in. */
export function stagesOf(text: string): Stage[] {
  const instructions = instructionsIn(text);
  const args = new Map(
    instructions.filter(({ name }) => name === 'ARG').map((one) => one.text.split('=') as [string, string]),
  );
  return instructions.reduce<Stage[]>((stages, instruction) => {
    if (instruction.name === 'FROM') return [...stages, stageOf(instruction.text, args)];
    const last = stages.at(-1);
    if (!last) return stages;
    return [...stages.slice(0, -1), { ...last, instructions: [...last.instructions, instruction] }];
  }, []);
}

const instructionsIn = (text: string): Instruction[] =>
  text
    .split('\n')
    .filter((line) => !line.trim().startsWith('#'))
    .join('\n')
    .replaceAll('\\\n', ' ')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, name = '', rest = ''] = /^\s*(\w+)\s*(.*)$/.exec(line) ?? [];
      return { name: name.toUpperCase(), text: rest.trim() };
    });

function stageOf(text: string, args: ReadonlyMap<string, string>): Stage {
  const [, base = '', name = ''] = /^(?:--\S+\s+)*(\S+)(?:\s+AS\s+(\S+))?$/i.exec(text) ?? [];
  return { name, base: base.replace(/\$\{?(\w+)\}?/, (all, arg: string) => args.get(arg) ?? all), instructions: [] };
}

/** The arguments of an instruction in its JSON form; `undefined` for the shell form. */
export function execFormOf(instruction: Instruction | undefined): readonly string[] | undefined {
  if (!instruction?.text.startsWith('[')) return undefined;
  return JSON.parse(instruction.text) as readonly string[];
}
