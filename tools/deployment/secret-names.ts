import type { Files } from './files/files';
import { documentsIn } from './files/yaml';
import { at, objectsOf, textOf } from './schemas/json';

/** The names of the files in each group of secrets. */
export type SecretNames = ReadonlyMap<string, readonly string[]>;

const MAKER = 'deploy/lib/secrets.mjs';

interface Maker {
  readonly madeUpSecrets: (hosts: object) => Record<string, Record<string, string>>;
}

/** The groups that deploy/make-secrets.mjs makes up. */
export async function madeUpSecretNames(root: string): Promise<SecretNames> {
  const { madeUpSecrets } = (await import(`${root}/${MAKER}`)) as Maker;
  const groups = madeUpSecrets({ postgres: 'a', redis: 'b', chaos: 'c' });
  return new Map(Object.entries(groups).map(([group, files]) => [group, Object.keys(files)]));
}

/** As Kubernetes secrets: the mesh's own are named after it. */
export const inKubernetes = (names: SecretNames): SecretNames =>
  new Map(
    [...names].flatMap(([group, files]): [string, readonly string[]][] => [
      [group, files],
      [`mesh-${group}`, files],
    ]),
  );

/** The secrets that the store outside the cluster provides. */
export const externalSecretNames = (files: Files, file: string): SecretNames =>
  new Map(
    documentsIn(files, file).map((secret) => [
      textOf(at(secret, 'spec', 'target', 'name')),
      objectsOf(at(secret, 'spec', 'data')).map((entry) => textOf(entry['secretKey'])),
    ]),
  );
