import { z } from 'zod';

/** The part of a declared area of configuration that documents need. */
export interface Area {
  readonly area: string;
  readonly shape: z.ZodRawShape;
}

export interface Variable {
  readonly name: string;
  /** As it would be written in the environment; undefined when there is none. */
  readonly fallback: string | undefined;
  readonly required: boolean;
  readonly meaning: string;
  readonly choices: readonly string[];
  readonly secret: boolean;
}

export interface VariableGroup {
  readonly area: string;
  readonly variables: readonly Variable[];
}

type Schema = z.ZodRawShape[string];
type Definition = { readonly type: string; readonly innerType?: Schema; readonly defaultValue?: unknown };

const definitionOf = (schema: Schema): Definition => schema._zod.def;

/** The schema and everything that it wraps, outermost first. */
function layersOf(schema: Schema): Schema[] {
  const inner = definitionOf(schema).innerType;
  return inner ? [schema, ...layersOf(inner)] : [schema];
}

function variableOf(name: string, schema: Schema): Variable {
  const layers = layersOf(schema);
  const marks = layers.map((layer) => z.globalRegistry.get(layer) ?? {});
  const fallback = layers.map(definitionOf).find(({ type }) => type === 'default')?.defaultValue;
  return {
    name,
    fallback: fallback === undefined || typeof fallback === 'string' ? fallback : JSON.stringify(fallback),
    required: !z.safeParse(schema, undefined).success,
    meaning: marks.map(({ description }) => description).find((text) => text !== undefined) ?? '',
    choices: layers.flatMap((layer) => (layer instanceof z.ZodEnum ? layer.options.map(String) : [])),
    secret: marks.some((mark) => mark['secret'] === true),
  };
}

/** Areas by name, each with its variables in the order of their declaration; a variable is listed once. */
export function groupsOf(areas: readonly Area[]): VariableGroup[] {
  const seen = new Set<string>();
  return [...areas]
    .sort((left, right) => (left.area < right.area ? -1 : 1))
    .map(({ area, shape }) => ({
      area,
      variables: Object.entries(shape)
        .filter(([name]) => !seen.has(name) && seen.add(name))
        .map(([name, schema]) => variableOf(name, schema)),
    }));
}

const cell = (text: string): string => text.replaceAll('|', '\\|');
const sentence = ({ meaning, choices }: Variable): string =>
  choices.length === 0 ? meaning : `${meaning} (${choices.join(', ')})`;

function row(variable: Variable): string {
  const fallback = variable.required ? 'required' : variable.fallback === undefined ? '' : `\`${variable.fallback}\``;
  const cells = [`\`${variable.name}\``, fallback, cell(sentence(variable)), variable.secret ? 'yes' : ''];
  return `| ${cells.join(' | ')} |`;
}

/** One Markdown table per area. */
export const tableOf = (groups: readonly VariableGroup[]): string =>
  groups
    .map(({ area, variables }) =>
      [
        `### ${area}`,
        '',
        '| Name | Default | Meaning | Secret |',
        '| --- | --- | --- | --- |',
        ...variables.map(row),
      ].join('\n'),
    )
    .join('\n\n');

/** A file with every variable, each commented out with its default. */
export function exampleOf(groups: readonly VariableGroup[]): string {
  const lines = groups.flatMap(({ area, variables }) => [
    '',
    `# --- ${area}`,
    ...variables.flatMap((variable) => [
      `# ${sentence(variable)}${variable.required ? ' (required)' : ''}`,
      `#${variable.name}=${variable.fallback ?? ''}`,
    ]),
  ]);
  return [
    '# Every variable that the mesh reads, with its default. Written by `npm run docs`.',
    '# Without "#" in front of it a line takes effect once it is in the environment. An empty value counts as unset.',
    '',
    '# A JSON file with values, outranked by the environment',
    '#MESH_CONFIG=',
    ...lines,
    '',
  ].join('\n');
}
