import { TerminalError } from '@mesh/kernel';

const NOT_THERE = new Set(['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND']);

/** Loads an optional peer dependency. @throws TerminalError `SECRETS_PACKAGE_MISSING` naming it */
export async function loadPackage<T>(name: string): Promise<T> {
  try {
    return (await import(name)) as T;
  } catch (cause) {
    const { code = '' } = cause as { readonly code?: string };
    if (!NOT_THERE.has(code)) throw cause;
    throw new TerminalError('SECRETS_PACKAGE_MISSING', `needs a package that is not installed: npm install ${name}`);
  }
}
