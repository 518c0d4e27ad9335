import type { z } from 'zod';

/** What a tool answers: texts for a reader, one per thing that can be cited by itself, and the same as data. */
export interface ToolAnswer {
  readonly texts: readonly string[];
  readonly data: Readonly<Record<string, unknown>>;
}

/** A tool that the mesh offers to others. */
export interface ServedTool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Arguments that do not fit it never reach `run`. */
  readonly input: z.ZodObject;
  readonly writes: boolean;
  /** @throws TerminalError whose code and message the caller is told; of any other fault only that there was one */
  run(args: unknown): Promise<ToolAnswer>;
}

type Definition<Shape extends z.ZodRawShape> = Omit<ServedTool, 'input' | 'run'> & {
  readonly input: z.ZodObject<Shape>;
  readonly answer: (args: z.output<z.ZodObject<Shape>>) => Promise<ToolAnswer>;
};

/** Binds what a tool does to the schema of its arguments. */
export const servedTool = <Shape extends z.ZodRawShape>({ answer, ...tool }: Definition<Shape>): ServedTool => ({
  ...tool,
  run: (args) => answer(tool.input.parse(args)),
});
