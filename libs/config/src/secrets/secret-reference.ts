import { RetryableError, TerminalError } from '@mesh/kernel';
import type { SecretManager } from './secret-manager.port';

/** Where a secret lies: `<manager>:<id>`, or `<manager>:<id>#<field>` for one field of a secret that is a JSON object. */
export interface SecretReference {
  readonly manager: string;
  readonly id: string;
  readonly field: string | undefined;
}

const FORM = /^([a-z]+):([^#\s]+)(?:#([^#\s]+))?$/;

export function parseReference(text: string): SecretReference | undefined {
  const [, manager, id, field] = FORM.exec(text) ?? [];
  return manager === undefined || id === undefined ? undefined : { manager, id, field };
}

/** @throws TerminalError or RetryableError that says what is wrong, without anything of the secret */
export async function readReference(
  text: string,
  managers: readonly SecretManager[],
  signal: AbortSignal,
): Promise<string> {
  const reference = parseReference(text);
  const manager = managers.find(({ name }) => name === reference?.manager);
  if (!reference || !manager) {
    const known = managers.map(({ name }) => name).join(', ');
    throw new TerminalError(
      'SECRET_REFERENCE_INVALID',
      `must be <manager>:<id> or <manager>:<id>#<field>, of ${known}`,
    );
  }
  const content = await ask(manager, reference.id, signal);
  const value = reference.field === undefined ? content.trim() : fieldOf(content, reference.field);
  if (value === '') throw new TerminalError('SECRET_EMPTY', 'the secret is empty');
  return value;
}

async function ask(manager: SecretManager, id: string, signal: AbortSignal): Promise<string> {
  try {
    return await Promise.race([manager.read(id, signal), whenAborted(signal)]);
  } catch (error) {
    if (error instanceof TerminalError) throw error;
    // The text of an SDK is not shown: nobody can say what stands in it.
    throw new RetryableError('SECRET_UNAVAILABLE', `${manager.name} does not give the secret (${kindOf(error)})`);
  }
}

/** A code of the system, such as ECONNREFUSED, or the name of the error: both are words out of lists. */
function kindOf(error: unknown): string {
  const { code, name } = error as { readonly code?: unknown; readonly name?: unknown };
  const words = [code, name].filter((word): word is string => typeof word === 'string' && /^\w{1,60}$/.test(word));
  return words[0] ?? 'Error';
}

const whenAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });

/** A parser's own message would quote what it was given. */
function fieldOf(content: string, field: string): string {
  let parsed: unknown;
  try {
    parsed = JSON.parse(content);
  } catch {
    throw new TerminalError('SECRET_NOT_JSON', 'the secret is no JSON object');
  }
  const value: unknown = typeof parsed === 'object' && parsed !== null ? Reflect.get(parsed, field) : undefined;
  if (typeof value !== 'string' && typeof value !== 'number') {
    throw new TerminalError('SECRET_FIELD_MISSING', 'the secret has no such field');
  }
  return String(value);
}
