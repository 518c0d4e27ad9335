import path from 'node:path';
import { declaredConfig } from '@mesh/config';
import { checkDeployment } from '../check-deployment';
import { type CodeFacts, readCodeFacts } from '../code/code-facts';
import { type Files, filesBelow, withTexts } from '../files/files';
import type { Finding } from '../finding';
import { type SecretNames, madeUpSecretNames } from '../secret-names';

export const ROOT = path.resolve(__dirname, '../../..');

export interface Deployment {
  readonly files: Files;
  readonly code: CodeFacts;
  readonly secrets: SecretNames;
  /** What is wrong with a copy in which one text was put in the place of another, and right with the repository. */
  brokenBy(file: string, text: string | RegExp, replacement: string): Finding[];
}

/** The deployment of this repository, and the code that it belongs to. */
export async function readDeployment(): Promise<Deployment> {
  const files = filesBelow(ROOT);
  const configs = ['apps', 'libs']
    .flatMap((folder) => files.below(folder))
    .filter((name) => /(\.config|mesh-config)\.ts$/.test(name));
  for (const config of configs) await import(path.join(ROOT, config));
  const code = readCodeFacts(files, declaredConfig());
  const secrets = await madeUpSecretNames(ROOT);
  const known = new Set(checkDeployment(files, code, secrets).map((one) => JSON.stringify(one)));
  return {
    files,
    code,
    secrets,
    brokenBy(file, text, replacement) {
      const before = files.text(file);
      const after = before.replace(text, replacement);
      if (before === after) throw new Error(`${file} does not say ${String(text)}`);
      const found = checkDeployment(withTexts(files, { [file]: after }), code, secrets);
      return found.filter((one) => !known.has(JSON.stringify(one)));
    },
  };
}
