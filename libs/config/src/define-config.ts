import { z } from 'zod';

/** The variables of one area, each with its schema; the same object is the injection token of the validated values. */
export interface ConfigDefinition<Shape extends z.ZodRawShape = z.ZodRawShape> {
  readonly area: string;
  readonly shape: Shape;
  readonly token: symbol;
}

/** The validated values of a definition. */
export type ConfigOf<Definition> =
  Definition extends ConfigDefinition<infer Shape> ? Readonly<z.output<z.ZodObject<Shape>>> : never;

const definitions = new Map<string, ConfigDefinition>();

/**
 * Declares the environment variables of one area, once. An empty value counts as unset; a variable NAME may also come
 * as NAME_FILE, the path of a file that holds it.
 */
export function defineConfig<Shape extends z.ZodRawShape>(area: string, shape: Shape): ConfigDefinition<Shape> {
  const definition = { area, shape, token: Symbol(`config:${area}`) };
  definitions.set(area, definition);
  return definition;
}

/** Every definition that the loaded code has declared. */
export const declaredConfig = (): readonly ConfigDefinition[] => [...definitions.values()];

/** Whole milliseconds. */
export const milliseconds = () => z.coerce.number().int().min(0).max(2_147_483_647);

export const port = () => z.coerce.number().int().min(0).max(65_535);

/** `true`, `1`, `yes`, `on` and their opposites. */
export const flag = () => z.stringbool();

/** A value that must never be shown; the mark keeps it out of documents and messages. */
export const secret = () => z.string().min(1).meta({ secret: true });
