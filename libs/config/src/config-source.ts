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
  private readonly merged: Record<string, string>;

  /** @param file values of the file named by MESH_CONFIG, if any */
  constructor(environment: Environment, file: Environment = {}) {
    this.merged = Object.fromEntries(
      Object.entries({ ...file, ...dropEmpty(environment) }).filter((entry): entry is [string, string] => {
        return entry[1] !== undefined && entry[1] !== '';
      }),
    );
  }

  /** Reads the process environment and the JSON file that MESH_CONFIG names. */
  static fromProcess(environment: Environment = process.env): ConfigSource {
    const path = environment['MESH_CONFIG'];
    return new ConfigSource(environment, path ? readJson(path) : {});
  }

  /** The validated values of one area. @throws ConfigError naming every fault of the area */
  read<Definition extends ConfigDefinition>(definition: Definition): ConfigOf<Definition> {
    const faults = this.faultsOf([definition]);
    if (faults.length > 0) throw new ConfigError(faults);
    return Object.freeze(z.object(definition.shape).parse(this.valuesOf(definition))) as ConfigOf<Definition>;
  }

  /** Checks several areas together. @throws ConfigError naming every fault of all of them */
  check(definitions: readonly ConfigDefinition[]): void {
    const faults = this.faultsOf(definitions);
    if (faults.length > 0) throw new ConfigError(faults);
  }

  private faultsOf(definitions: readonly ConfigDefinition[]): string[] {
    return definitions.flatMap((definition) => {
      try {
        const result = z.object(definition.shape).safeParse(this.valuesOf(definition));
        return result.success ? [] : result.error.issues.map(describe);
      } catch (error) {
        if (error instanceof ConfigError) return [...error.faults];
        throw error;
      }
    });
  }

  private valuesOf(definition: ConfigDefinition): Record<string, string | undefined> {
    return Object.fromEntries(Object.keys(definition.shape).map((name) => [name, this.valueOf(name)]));
  }

  private valueOf(name: string): string | undefined {
    const path = this.merged[`${name}_FILE`];
    if (this.merged[name] !== undefined || path === undefined) return this.merged[name];
    try {
      return readFileSync(path, 'utf8').trim() || undefined;
    } catch {
      throw new ConfigError([`${name}_FILE: the file cannot be read`]);
    }
  }
}

const dropEmpty = (environment: Environment): Environment =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''));

function readJson(path: string): Environment {
  try {
    return z.record(z.string(), z.coerce.string()).parse(JSON.parse(readFileSync(path, 'utf8')));
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
