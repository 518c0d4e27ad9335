import { readFileSync } from 'node:fs';
import { TerminalError } from '@mesh/kernel';
import { z } from 'zod';
import type { ConfigDefinition, ConfigOf } from './define-config';

export type Environment = Readonly<Record<string, string | undefined>>;

/** One fault per line: the variable and what is wrong with it, never its value. */
export class ConfigError extends TerminalError {
  constructor(readonly faults: readonly string[]) {
    super('CONFIG_INVALID', `the configuration is not valid:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
  }
}

/** Where configuration comes from: environment over file over defaults. */
export class ConfigSource {
  private readonly layers: readonly Environment[];

  /** @param file values of the file named by MESH_CONFIG, if any */
  constructor(environment: Environment, file: Environment = {}) {
    this.layers = [environment, file];
  }

  /** Reads the process environment and the JSON file that MESH_CONFIG names. */
  static fromProcess(environment: Environment = process.env): ConfigSource {
    const path = environment['MESH_CONFIG'];
    return new ConfigSource(environment, path ? readJson(path) : {});
  }

  /** The validated values of one area. @throws ConfigError naming every fault of the area */
  read<Definition extends ConfigDefinition>(definition: Definition): ConfigOf<Definition> {
    this.check([definition]);
    return Object.freeze(z.object(definition.shape).parse(this.gather(definition).values)) as ConfigOf<Definition>;
  }

  /** Checks several areas together. @throws ConfigError naming every fault of all of them */
  check(definitions: readonly ConfigDefinition[]): void {
    const faults = definitions.flatMap((definition) => this.faultsOf(definition));
    if (faults.length > 0) throw new ConfigError(faults);
  }

  private faultsOf(definition: ConfigDefinition): string[] {
    const { values, unreadable } = this.gather(definition);
    const result = z.object(definition.shape).safeParse(values);
    const issues = (result.error?.issues ?? []).filter((issue) => !unreadable.includes(String(issue.path[0])));
    return [...unreadable.map((name) => `${name}_FILE: the file cannot be read`), ...issues.map(describe)];
  }

  private gather(definition: ConfigDefinition): { values: Record<string, string>; unreadable: string[] } {
    const values: Record<string, string> = {};
    const unreadable: string[] = [];
    for (const name of Object.keys(definition.shape)) {
      try {
        const value = this.valueOf(name);
        if (value !== undefined) values[name] = value;
      } catch {
        unreadable.push(name);
      }
    }
    return { values, unreadable };
  }

  /** The value itself outranks its file within one layer; a layer outranks the next one. */
  private valueOf(name: string): string | undefined {
    for (const layer of this.layers) {
      const value = layer[name] || contentOf(layer[`${name}_FILE`]);
      if (value) return value;
    }
    return undefined;
  }
}

const contentOf = (path: string | undefined): string | undefined => {
  return path ? readFileSync(path, 'utf8').trim() : undefined;
};

const Plain = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String));

function readJson(path: string): Environment {
  try {
    return Plain.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    throw new ConfigError(['MESH_CONFIG: the file cannot be read as a JSON object of plain values']);
  }
}

/** Zod's messages may quote what they received, so only kinds of faults are named. */
function describe(issue: z.core.$ZodIssue): string {
  const name = String(issue.path[0] ?? '?');
  switch (issue.code) {
    case 'invalid_type':
      return `${name}: is missing or not a valid ${issue.expected}`;
    case 'too_small':
      return `${name}: must be at least ${issue.minimum}`;
    case 'too_big':
      return `${name}: must be at most ${issue.maximum}`;
    case 'invalid_value':
      return `${name}: must be one of ${issue.values.map(String).join(', ')}`;
    default:
      return `${name}: is not valid (${issue.code})`;
  }
}
