import { readFileSync } from 'node:fs';
import { TerminalError } from '@mesh/kernel';
import { z } from 'zod';
import { type ConfigDefinition, type ConfigOf, declaredConfig } from './define-config';
import { type Environment, Layers } from './layers';
import { type LiveValue, RefreshedValue, type SecretLook, constantValue } from './secrets/live-value';
import { secretManagers } from './secrets/managers';
import { SecretFault } from './secrets/referenced-secrets';
import type { SecretManager } from './secrets/secret-manager.port';
import { SecretsConfig, type SecretsSettings } from './secrets/secrets.config';

/** One fault per line: the variable and what is wrong with it, never its value. */
export class ConfigError extends TerminalError {
  constructor(readonly faults: readonly string[]) {
    super('CONFIG_INVALID', `the configuration is not valid:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
  }
}

/** Where configuration comes from: environment over file over what was made over defaults. */
export class ConfigSource {
  private readonly layers: Layers;
  private readonly lives = new Map<string, LiveValue<unknown>>();
  private listener: (look: SecretLook) => void = () => undefined;

  /**
   * @param file values of the file named by MESH_CONFIG, if any
   * @param made values that a start makes up, for what nobody has set in any form
   * @param managers those that a `..._REF` may name; see `fetchSecrets`
   */
  constructor(
    environment: Environment,
    file: Environment = {},
    made: Environment = {},
    managers: readonly SecretManager[] = secretManagers(),
  ) {
    this.layers = new Layers([environment, file, made], managers);
  }

  /** Reads the process environment, the JSON file that MESH_CONFIG names, and what secret managers keep. */
  static async open(environment: Environment = process.env, made: Environment = {}): Promise<ConfigSource> {
    const path = environment['MESH_CONFIG'];
    const source = new ConfigSource(environment, path ? readJson(path) : {}, made);
    await source.fetchSecrets();
    return source;
  }

  /** Asks the managers for all that the loaded code declares. What cannot be had is a fault of `read` and `check`. */
  async fetchSecrets(definitions: readonly ConfigDefinition[] = declaredConfig()): Promise<void> {
    const wanted = this.layers.referencesOf(definitions.flatMap(({ shape }) => Object.keys(shape)));
    if (wanted.length > 0) await this.layers.fetch(wanted, this.secretsSettings.SECRETS_TIMEOUT_MS);
  }

  /** The validated values of one area. @throws ConfigError naming every fault of the area */
  read<Definition extends ConfigDefinition>(definition: Definition): ConfigOf<Definition> {
    this.check([definition]);
    return Object.freeze(z.object(definition.shape).parse(this.gather(definition).values)) as ConfigOf<Definition>;
  }

  /**
   * A value that its file or secret manager may change while the process runs; all who ask for it share it.
   * @throws ConfigError as `read`
   */
  live<Definition extends ConfigDefinition, Name extends keyof ConfigOf<Definition> & string>(
    definition: Definition,
    name: Name,
  ): LiveValue<ConfigOf<Definition>[Name]> {
    const known = this.lives.get(name) as LiveValue<ConfigOf<Definition>[Name]> | undefined;
    if (known) return known;
    const made = this.makeLive(definition, name);
    this.lives.set(name, made);
    return made;
  }

  /** Tells one listener of every further look that changed a secret or failed. */
  onSecretLook(listener: (look: SecretLook) => void): void {
    this.listener = listener;
  }

  /** Checks several areas together. @throws ConfigError naming every fault of all of them */
  check(definitions: readonly ConfigDefinition[]): void {
    const faults = definitions.flatMap((definition) => this.faultsOf(definition));
    if (faults.length > 0) throw new ConfigError(faults);
  }

  private makeLive<Definition extends ConfigDefinition, Name extends keyof ConfigOf<Definition> & string>(
    definition: Definition,
    name: Name,
  ): LiveValue<ConfigOf<Definition>[Name]> {
    type Value = ConfigOf<Definition>[Name];
    const first = this.read(definition)[name];
    const again = this.layers.find(name)?.again;
    if (!again) return constantValue(first);
    const schema = z.object({ [name]: definition.shape[name] as z.ZodType });
    return new RefreshedValue<Value>({
      variable: name,
      first,
      read: async (signal) => schema.parse({ [name]: await again(signal) })[name] as Value,
      settings: this.secretsSettings,
      report: (look) => this.listener(look),
      now: () => performance.now(),
    });
  }

  private get secretsSettings(): SecretsSettings {
    return this.read(SecretsConfig);
  }

  private faultsOf(definition: ConfigDefinition): string[] {
    const { values, unreadable } = this.gather(definition);
    const result = z.object(definition.shape).safeParse(values);
    const issues = (result.error?.issues ?? []).filter((issue) => !unreadable.has(String(issue.path[0])));
    return [...unreadable.values(), ...issues.map(describe)];
  }

  private gather(definition: ConfigDefinition): { values: Record<string, string>; unreadable: Map<string, string> } {
    const values: Record<string, string> = {};
    const unreadable = new Map<string, string>();
    for (const name of Object.keys(definition.shape)) {
      try {
        const found = this.layers.find(name);
        if (found) values[name] = found.value;
      } catch (error) {
        const said =
          error instanceof SecretFault ? `${name}_REF: ${error.said}` : `${name}_FILE: the file cannot be read`;
        unreadable.set(name, said);
      }
    }
    return { values, unreadable };
  }
}

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
